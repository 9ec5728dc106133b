package dev.belfry.program;

import dev.belfry.model.Deed;
import java.util.List;

/** Makes actions ready to run. */
final class ActionCompiler {
  private final ExprCompiler expressions;

  ActionCompiler(ExprCompiler expressions) {
    this.expressions = expressions;
  }

  List<ActionNode> compile(List<Deed> deeds) {
    return deeds.stream().map(this::compile).toList();
  }

  private ActionNode compile(Deed deed) {
    return switch (deed) {
      case Deed.Publish it ->
          new ActionNode.Publish(
              expressions.topic(it.topic()),
              expressions.compile(it.value()),
              it.qos(),
              it.retain());
      case Deed.Notify it ->
          new ActionNode.Notify(
              it.channels(),
              expressions.compile(it.text()),
              it.title().map(expressions::compile),
              it.priority(),
              it.attachments());
      case Deed.Call it ->
          new ActionNode.Call(it.connector(), it.value().map(expressions::compile));
      case Deed.Log it -> new ActionNode.Log(it.level(), expressions.compile(it.text()));
      case Deed.Branch it ->
          new ActionNode.Branch(
              expressions.compile(it.state()), compile(it.yes()), compile(it.no()));
      case Deed.Stop ignored -> new ActionNode.Stop();
    };
  }
}
