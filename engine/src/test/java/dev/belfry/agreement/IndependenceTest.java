package dev.belfry.agreement;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.belfry.secondopinion.SecondOpinion;
import org.junit.jupiter.api.Test;

/** Two opinions are worth more than one only if the second was formed without the first. */
class IndependenceTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPackages("dev.belfry.secondopinion");

  @Test
  void theSecondEvaluatorKnowsTheModelAndTheValuesAndNothingOfTheMachine() {
    assertTrue(CLASSES.contain(SecondOpinion.class));
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.belfry.secondopinion..",
            "dev.belfry.model..",
            "dev.belfry.codec..",
            "dev.belfry.catalog..",
            "dev.belfry.event..",
            "dev.belfry.effect..",
            "dev.belfry.syntax..",
            "com.google.re2j..",
            "java..",
            "org.jspecify..")
        .check(CLASSES);
  }
}
