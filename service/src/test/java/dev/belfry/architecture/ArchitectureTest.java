package dev.belfry.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The river flows one way: text to tree to model to program to machine to effects to the world. */
class ArchitectureTest {
  private static final String[] GRAMMAR = {
    "dev.belfry.source..",
    "dev.belfry.diagnostic..",
    "dev.belfry.syntax..",
    "dev.belfry.parse..",
    "dev.belfry.format.."
  };
  private static final String[] ENGINE = {
    "dev.belfry.catalog..",
    "dev.belfry.codec..",
    "dev.belfry.check..",
    "dev.belfry.model..",
    "dev.belfry.program..",
    "dev.belfry.event..",
    "dev.belfry.formula..",
    "dev.belfry.effect..",
    "dev.belfry.machine..",
    "dev.belfry.rehearsal..",
    "dev.belfry.record.."
  };
  private static final String CONNECTORS = "dev.belfry.connectors..";
  private static final String BROKER = "dev.belfry.broker..";
  private static final String MOQUETTE = "io.moquette..";
  private static final String SERVICE = "dev.belfry.service..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/moquette-broker-"))
          // The second evaluator comes in a jar of tests.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.belfry", "io.moquette.broker");

  @Test
  void classesOfEveryModuleWereScanned() {
    for (String name :
        List.of(
            "dev.belfry.parse.RuleParser",
            "dev.belfry.machine.Machine",
            "dev.belfry.connectors.Couriers",
            "dev.belfry.broker.EmbeddedBroker",
            "dev.belfry.broker.external.ExternalBroker",
            "dev.belfry.service.Main")) {
      assertTrue(CLASSES.contain(name), name);
    }
    assertTrue(CLASSES.size() > 300, () -> "only " + CLASSES.size());
  }

  @Test
  void theGrammarKnowsNothingOfWhatFollows() {
    classes()
        .that()
        .resideInAnyPackage(GRAMMAR)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(GRAMMAR)
                .or(resideInAnyPackage("java..", "org.antlr..", "org.jspecify..")))
        .check(CLASSES);
  }

  @Test
  void theEngineKnowsOnlyTheGrammar() {
    classes()
        .that()
        .resideInAnyPackage(ENGINE)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(ENGINE)
                .or(resideInAnyPackage(GRAMMAR))
                .or(
                    resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "tools.jackson.core..",
                        "com.google.re2j..",
                        "org.shredzone.commons.suncalc..",
                        "org.mvel2..",
                        "de.siegmar.fastcsv..")))
        .check(CLASSES);
  }

  @Test
  void connectorsAndBrokerSeeOnlyTheEdgeOfTheEngine() {
    String[] inner = {
      "dev.belfry.check..",
      "dev.belfry.formula..",
      "dev.belfry.model..",
      "dev.belfry.program..",
      "dev.belfry.machine..",
      "dev.belfry.rehearsal..",
      "dev.belfry.record.."
    };
    noClasses()
        .that()
        .resideInAnyPackage(CONNECTORS, BROKER, MOQUETTE)
        .should()
        .dependOnClassesThat(resideInAnyPackage(inner).or(resideInAnyPackage(GRAMMAR)))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(CONNECTORS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BROKER, MOQUETTE)
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(BROKER, MOQUETTE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CONNECTORS)
        .check(CLASSES);
  }

  @Test
  void nobodyUsesTheService() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SERVICE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SERVICE)
        .check(CLASSES);
  }

  @Test
  void librariesStayBehindTheirDoors() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.belfry.parse..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.antlr..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(BROKER, MOQUETTE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty..", "com.hivemq..", "io.reactivex..", MOQUETTE)
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.belfry.formula..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.mvel2..")
        .check(CLASSES);
  }

  @Test
  void theEngineIsPure() {
    noClasses()
        .that()
        .resideInAnyPackage(ENGINE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.net..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(
            Thread.class,
            java.util.concurrent.Executor.class,
            java.util.concurrent.CompletableFuture.class,
            java.util.Random.class,
            java.io.File.class)
        .check(CLASSES);
  }

  @Test
  void oneClock() {
    Set<String> readings =
        Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.time.Instant.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.InstantSource.system",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone");
    DescribedPredicate<JavaAccess<?>> readsAClock =
        DescribedPredicate.describe(
            "reads a clock",
            access ->
                readings.contains(access.getTargetOwner().getName() + "." + access.getName()));
    noClasses()
        .that()
        .resideOutsideOfPackage(SERVICE)
        .should()
        .accessTargetWhere(readsAClock)
        .check(CLASSES);
  }

  /** The broker keeps its own: those of its network library, and those that start and end it. */
  @Test
  void threadsAreStartedByTheService() {
    DescribedPredicate<JavaAccess<?>> startsAThread =
        DescribedPredicate.describe(
            "starts a thread",
            access ->
                access.getTargetOwner().isEquivalentTo(java.util.concurrent.Executors.class)
                    || (access.getTargetOwner().isAssignableTo(Thread.class)
                        && Set.of("<init>", "start", "ofPlatform", "ofVirtual")
                            .contains(access.getName())));
    noClasses()
        .that()
        .resideOutsideOfPackages(SERVICE, BROKER, MOQUETTE)
        .should()
        .accessTargetWhere(startsAThread)
        .check(CLASSES);
  }

  @Test
  void modulesHaveNoCycles() {
    slices().matching("dev.belfry.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothingIsCalledAfterNoPurpose() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .check(CLASSES);
  }

  @Test
  void noStaticStateChanges() {
    DescribedPredicate<JavaClass> written =
        DescribedPredicate.describe(
            "that were written by hand", owner -> !owner.getName().contains("parse.Rules"));
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(written)
        .should()
        .beFinal()
        .check(CLASSES);
  }
}
