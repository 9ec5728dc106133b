package dev.belfry.formula;

import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mvel2.MVEL;
import org.mvel2.ParserContext;
import org.mvel2.optimizers.OptimizerFactory;

/** A formula, made ready for MVEL. */
public final class Calculation {
  static {
    // MVEL generates a class for each expression unless it is told otherwise.
    OptimizerFactory.setDefaultOptimizer(OptimizerFactory.SAFE_REFLECTIVE);
  }

  private final int parameters;
  private final Kinds kinds;
  private final Map<String, Object> constants = new HashMap<>();
  private final Serializable compiled;

  Calculation(int parameters, Kinds kinds, Term term) {
    this.parameters = parameters;
    this.kinds = kinds;
    MvelText text = new MvelText(kinds);
    this.compiled = MVEL.compileExpression(text.write(term), functions());
    for (Object constant : text.constants()) {
      constants.put("c" + constants.size(), constant);
    }
  }

  private static ParserContext functions() {
    ParserContext context = new ParserContext();
    for (Method method : SafeArithmetic.class.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())) {
        context.addImport(method.getName(), method);
      }
    }
    return context;
  }

  /** The formula of these arguments; unknown where one is, or where there is no result. */
  public Value apply(List<Value> arguments) {
    Map<String, Object> variables = new HashMap<>(constants);
    for (int i = 0; i < parameters; i++) {
      Object argument = argument(i, arguments.get(i));
      if (argument == null || !isLikeItsOthers(i, argument, variables)) {
        return Value.Truth.UNKNOWN;
      }
      variables.put("p" + i, argument);
    }
    try {
      return value(MVEL.executeExpression(compiled, variables));
    } catch (RuntimeException | StackOverflowError noResult) {
      return Value.Truth.UNKNOWN;
    }
  }

  private @Nullable Object argument(int index, Value value) {
    Kind kind = kinds.parameter(index).orElse(null);
    return switch (value) {
      case Value.Num number when kind == Kind.TEXT -> Printed.text(number);
      // Adding zero makes a negative zero a plain one.
      case Value.Num number when kind != Kind.TRUTH -> number.value() + 0.0;
      case Value.Text text when kind == Kind.TEXT || kind == null -> text.text();
      case Value.Truth truth when truth.isKnown() && (kind == Kind.TRUTH || kind == null) ->
          truth == Value.Truth.TRUE;
      default -> null;
    };
  }

  private boolean isLikeItsOthers(int index, Object argument, Map<String, Object> variables) {
    for (int other = 0; other < index; other++) {
      Object given = variables.get("p" + other);
      if (given != null
          && kinds.areAlike(index, other)
          && !given.getClass().equals(argument.getClass())) {
        return false;
      }
    }
    return true;
  }

  private static Value value(@Nullable Object result) {
    return switch (result) {
      case Double number -> Value.number(number + 0.0);
      case String text -> new Value.Text(text);
      case Boolean truth -> Value.Truth.of(truth);
      case null, default -> Value.Truth.UNKNOWN;
    };
  }
}
