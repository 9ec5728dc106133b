package dev.belfry.program;

import com.google.re2j.Pattern;
import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import dev.belfry.event.Message;
import dev.belfry.formula.Calculation;
import dev.belfry.model.Expr;
import dev.belfry.model.Function;
import dev.belfry.syntax.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The expressions, made ready. */
final class Nodes {
  private Nodes() {}

  record Const(Value value) implements Node {
    @Override
    public Value eval(Frame frame) {
      return value;
    }
  }

  record Slot(int slot) implements Node {
    @Override
    public Value eval(Frame frame) {
      String text = frame.slot(slot);
      return text == null ? Value.Truth.UNKNOWN : new Value.Text(text);
    }
  }

  record EventValue() implements Node {
    @Override
    public Value eval(Frame frame) {
      return frame.value();
    }
  }

  record EventPrevious() implements Node {
    @Override
    public Value eval(Frame frame) {
      return frame.previous();
    }
  }

  record EventMessage(Expr.Property property) implements Node {
    @Override
    public Value eval(Frame frame) {
      Message message = frame.message();
      if (message == null) {
        return Value.Truth.UNKNOWN;
      }
      return switch (property) {
        case TOPIC -> new Value.Text(message.topic());
        case TIME -> new Value.Moment(frame.messageMillis());
        case RETAINED -> Value.Truth.of(message.retain());
        case QOS -> new Value.Num(message.qos());
      };
    }
  }

  record Fact(Use use) implements Node {
    @Override
    public Value eval(Frame frame) {
      return frame.read(use);
    }
  }

  /** A fact whose topic is computed when it is read. */
  record ComputedFact(Use use, Node topic) implements Node {
    @Override
    public Value eval(Frame frame) {
      return topic.eval(frame) instanceof Value.Text text
          ? frame.read(use, text.text())
          : Value.Truth.UNKNOWN;
    }
  }

  record OperatorState(int index) implements Node {
    @Override
    public Value eval(Frame frame) {
      return frame.operator(index);
    }
  }

  record Field(Node of, String name) implements Node {
    @Override
    public Value eval(Frame frame) {
      return of.eval(frame) instanceof Value.Fields object
          ? object.fields().getOrDefault(name, Value.Truth.UNKNOWN)
          : Value.Truth.UNKNOWN;
    }
  }

  record Item(Node of, Node index) implements Node {
    @Override
    public Value eval(Frame frame) {
      Value whole = of.eval(frame);
      Value place = index.eval(frame);
      if (whole instanceof Value.Items list && place instanceof Value.Num number) {
        int at = (int) number.value();
        boolean inside = at == number.value() && at >= 0 && at < list.items().size();
        return inside ? list.items().get(at) : Value.Truth.UNKNOWN;
      }
      return whole instanceof Value.Fields object && place instanceof Value.Text name
          ? object.fields().getOrDefault(name.text(), Value.Truth.UNKNOWN)
          : Value.Truth.UNKNOWN;
    }
  }

  record Negative(Node operand) implements Node {
    @Override
    public Value eval(Frame frame) {
      return switch (operand.eval(frame)) {
        case Value.Num number -> new Value.Num(-number.value());
        case Value.Stretch stretch -> new Value.Stretch(-stretch.millis());
        default -> Value.Truth.UNKNOWN;
      };
    }
  }

  record Arithmetic(Expression.Operator operator, Node left, Node right) implements Node {
    @Override
    public Value eval(Frame frame) {
      return Amounts.compute(operator, left.eval(frame), right.eval(frame));
    }
  }

  record Apply(Function function, List<Node> arguments) implements Node {
    @Override
    public Value eval(Frame frame) {
      return Functions.apply(function, values(arguments, frame), frame.zone());
    }
  }

  record Computed(Calculation formula, List<Node> arguments) implements Node {
    @Override
    public Value eval(Frame frame) {
      return formula.apply(values(arguments, frame));
    }
  }

  record Choice(Node condition, Node yes, Node no) implements Node {
    @Override
    public Value eval(Frame frame) {
      return switch (condition.eval(frame).truth()) {
        case TRUE -> yes.eval(frame);
        case FALSE -> no.eval(frame);
        case UNKNOWN -> Value.Truth.UNKNOWN;
      };
    }
  }

  record Compare(Expression.Relation relation, Node left, Node right) implements Node {
    @Override
    public Value eval(Frame frame) {
      return Comparing.compare(relation, left.eval(frame), right.eval(frame));
    }
  }

  record Between(Node value, Node low, Node high) implements Node {
    @Override
    public Value eval(Frame frame) {
      return Comparing.between(value.eval(frame), low.eval(frame), high.eval(frame));
    }
  }

  record In(Node value, Node list) implements Node {
    @Override
    public Value eval(Frame frame) {
      return Comparing.in(value.eval(frame), list.eval(frame));
    }
  }

  record TextTest(Expression.TextRelation relation, Node value, Node part) implements Node {
    @Override
    public Value eval(Frame frame) {
      return Comparing.textTest(relation, value.eval(frame), part.eval(frame));
    }
  }

  record Matches(Node value, Pattern pattern) implements Node {
    @Override
    public Value eval(Frame frame) {
      Value it = value.eval(frame);
      return Comparing.isTextual(it)
          ? Value.Truth.of(pattern.matches(Printed.text(it)))
          : Value.Truth.UNKNOWN;
    }
  }

  record Known(Node value) implements Node {
    @Override
    public Value eval(Frame frame) {
      return Value.Truth.of(value.eval(frame).isKnown());
    }
  }

  record Not(Node operand) implements Node {
    @Override
    public Value eval(Frame frame) {
      return operand.eval(frame).truth().not();
    }
  }

  record And(Node left, Node right) implements Node {
    @Override
    public Value eval(Frame frame) {
      Value.Truth first = left.eval(frame).truth();
      return first == Value.Truth.FALSE ? first : first.and(right.eval(frame).truth());
    }
  }

  record Or(Node left, Node right) implements Node {
    @Override
    public Value eval(Frame frame) {
      Value.Truth first = left.eval(frame).truth();
      return first == Value.Truth.TRUE ? first : first.or(right.eval(frame).truth());
    }
  }

  /** A text; what is unknown in it is printed as such. */
  record Joined(List<Node> parts) implements Node {
    @Override
    public Value eval(Frame frame) {
      StringBuilder text = new StringBuilder();
      for (Node part : parts) {
        text.append(Printed.text(part.eval(frame)));
      }
      return new Value.Text(text.toString());
    }
  }

  /** A topic; unknown where a part of it is. */
  record Spelled(List<Node> parts) implements Node {
    @Override
    public Value eval(Frame frame) {
      StringBuilder text = new StringBuilder();
      for (Node part : parts) {
        Value value = part.eval(frame);
        if (!value.isKnown()) {
          return value;
        }
        text.append(Printed.text(value));
      }
      return new Value.Text(text.toString());
    }
  }

  record ListOf(List<Node> items) implements Node {
    @Override
    public Value eval(Frame frame) {
      return new Value.Items(values(items, frame));
    }
  }

  record ObjectOf(List<String> names, List<Node> values) implements Node {
    @Override
    public Value eval(Frame frame) {
      Map<String, Value> fields = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        fields.put(names.get(i), values.get(i).eval(frame));
      }
      return new Value.Fields(fields);
    }
  }

  private static List<Value> values(List<Node> nodes, Frame frame) {
    List<Value> values = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      values.add(node.eval(frame));
    }
    return values;
  }
}
