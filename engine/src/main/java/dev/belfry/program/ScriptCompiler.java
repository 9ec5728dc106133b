package dev.belfry.program;

import dev.belfry.effect.Effect;
import dev.belfry.model.Deed;
import java.util.ArrayList;
import java.util.List;

/** Makes actions ready to run. */
final class ScriptCompiler {
  private final RuleCompiler rule;
  private final ExprCompiler expressions;
  private final List<Script.Instruction> instructions = new ArrayList<>();

  /** How many repetitions lie around the place that is being compiled, and at most did. */
  private int depth;

  private int deepest;

  private ScriptCompiler(RuleCompiler rule, ExprCompiler expressions) {
    this.rule = rule;
    this.expressions = expressions;
  }

  static Script compile(List<Deed> deeds, RuleCompiler rule, ExprCompiler expressions) {
    ScriptCompiler compiler = new ScriptCompiler(rule, expressions);
    compiler.add(deeds);
    return new Script(List.copyOf(compiler.instructions), compiler.deepest);
  }

  private void add(List<Deed> deeds) {
    deeds.forEach(this::add);
  }

  private void add(Deed deed) {
    switch (deed) {
      case Deed.Publish it ->
          act(
              new ActionNode.Publish(
                  expressions.topic(it.topic()),
                  expressions.compile(it.value()),
                  it.qos(),
                  it.retain()));
      case Deed.Notify it -> act(notice(it, expressions));
      case Deed.Call it ->
          act(new ActionNode.Call(it.connector(), it.value().map(expressions::compile)));
      case Deed.Log it -> act(new ActionNode.Log(it.level(), expressions.compile(it.text())));
      case Deed.Branch it -> branch(it);
      case Deed.Wait it -> instructions.add(new Script.Instruction.Wait(it.millis()));
      case Deed.WaitUntil it -> instructions.add(rule.waitUntil(it.state(), it.atMostMillis()));
      case Deed.Repeat it -> repeat(it);
      case Deed.Stop ignored -> instructions.add(new Script.Instruction.Stop());
    }
  }

  static ActionNode.Notify notice(Deed.Notify it, ExprCompiler expressions) {
    return new ActionNode.Notify(
        it.channels(),
        expressions.compile(it.text()),
        it.title().map(expressions::compile),
        it.priority(),
        it.attachments().stream().map(each -> attachment(each, expressions)).toList());
  }

  private static ActionNode.Attachment attachment(
      Deed.Attachment attachment, ExprCompiler expressions) {
    return switch (attachment) {
      case Deed.Attachment.Snapshot it ->
          new ActionNode.Attachment.Fixed(new Effect.Attachment.Snapshot(it.camera()));
      case Deed.Attachment.Clip it ->
          new ActionNode.Attachment.Fixed(new Effect.Attachment.Clip(it.camera(), it.millis()));
      case Deed.Attachment.Graph it ->
          new ActionNode.Attachment.Graph(
              it.topics().stream().map(expressions::topic).toList(), it.millis());
    };
  }

  private void act(ActionNode action) {
    instructions.add(new Script.Instruction.Act(action));
  }

  /** What waits between repetitions stands before the first, which jumps over it. */
  private void repeat(Deed.Repeat it) {
    int counter = depth++;
    deepest = Math.max(deepest, depth);
    instructions.add(new Script.Instruction.Count(counter, it.times()));
    if (it.everyMillis().isPresent()) {
      instructions.add(new Script.Instruction.Jump(instructions.size() + 2));
    }
    int again = instructions.size();
    it.everyMillis().ifPresent(every -> instructions.add(new Script.Instruction.Wait(every)));
    add(it.deeds());
    instructions.add(new Script.Instruction.Again(counter, again));
    depth--;
  }

  private void branch(Deed.Branch it) {
    Node state = expressions.compile(it.state());
    int test = instructions.size();
    instructions.add(new Script.Instruction.Stop());
    add(it.yes());
    int leave = instructions.size();
    if (!it.no().isEmpty()) {
      instructions.add(new Script.Instruction.Stop());
    }
    instructions.set(test, new Script.Instruction.Unless(state, instructions.size()));
    add(it.no());
    if (!it.no().isEmpty()) {
      instructions.set(leave, new Script.Instruction.Jump(instructions.size()));
    }
  }
}
