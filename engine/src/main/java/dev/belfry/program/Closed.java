package dev.belfry.program;

import dev.belfry.catalog.Site;
import dev.belfry.codec.Value;
import dev.belfry.event.Message;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Expr;
import dev.belfry.model.Written;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Expressions that stand for themselves: no captures, no topics, no message. */
public final class Closed {
  private static final CheckedRule NO_RULE =
      new CheckedRule(
          "",
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          CheckedRule.Mode.SINGLE,
          List.of(),
          List.of());

  private Closed() {}

  /** The value of such an expression. */
  public static Value value(Expr expr) {
    return new ExprCompiler(new RuleCompiler(0, NO_RULE, Written.NOTHING, new Pool()))
        .compile(expr)
        .eval(new Nowhere());
  }

  private static final class Nowhere implements Frame {
    @Override
    public @Nullable String slot(int slot) {
      return null;
    }

    @Override
    public Value read(Use use) {
      return Value.Truth.UNKNOWN;
    }

    @Override
    public Value read(Use use, String topic) {
      return Value.Truth.UNKNOWN;
    }

    @Override
    public Value.Truth operator(int index) {
      return Value.Truth.UNKNOWN;
    }

    @Override
    public Value value() {
      return Value.Truth.UNKNOWN;
    }

    @Override
    public Value previous() {
      return Value.Truth.UNKNOWN;
    }

    @Override
    public @Nullable Message message() {
      return null;
    }

    @Override
    public long messageMillis() {
      return 0;
    }

    @Override
    public Value previous(Use use, String topic) {
      return Value.Truth.UNKNOWN;
    }

    @Override
    public long arrivedMillis(String topic) {
      return NEVER;
    }

    @Override
    public Value window(Window window, String topic) {
      return Value.Truth.UNKNOWN;
    }

    @Override
    public List<String[]> seen(Use use, List<Integer> ranging) {
      return List.of();
    }

    @Override
    public void unbind(List<Integer> ranging) {
      // There are no topics over which to range.
    }

    @Override
    public void bind(int slot, String text) {
      // There are no topics over which to range.
    }

    @Override
    public void reportTooMany(int limit) {
      // There are no topics over which to range.
    }

    @Override
    public long nowMillis() {
      return 0;
    }

    @Override
    public long nowWallMillis() {
      return 0;
    }

    @Override
    public Site site() {
      return Site.NOWHERE;
    }

    @Override
    public boolean isFollowed() {
      return false;
    }

    @Override
    public void lookAgainAt(long millis) {
      // Nobody follows what never changes.
    }

    @Override
    public void lookAgainAtWall(long wallMillis) {
      // Nobody follows what never changes.
    }

    @Override
    public ZoneId zone() {
      return ZoneOffset.UTC;
    }
  }
}
