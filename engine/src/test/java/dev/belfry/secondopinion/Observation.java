package dev.belfry.secondopinion;

import dev.belfry.codec.Value.Truth;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import dev.belfry.secondopinion.Owner.View;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks at every state that has a memory, for every key, and writes down what is seen. */
final class Observation {
  private final Owner owner;
  private final World world;
  private final Meaning meaning;

  private Observation(Owner owner, World world, Meaning meaning) {
    this.owner = owner;
    this.world = world;
    this.meaning = meaning;
  }

  /** Looks at all states of a rule or alert; true if anything is new. */
  static boolean of(Owner owner, World world, Meaning meaning) {
    Observation observation = new Observation(owner, world, meaning);
    boolean news = false;
    for (Followed followed : owner.followed().values()) {
      news |= observation.look(followed, false);
    }
    if (owner.lasting().isPresent()) {
      news |= observation.look(owner.lasting().get(), true);
    }
    return news;
  }

  /** Writes down what is so now, and concludes nothing: neither does anything begin nor end. */
  static void note(Owner owner, World world, Meaning meaning) {
    Observation observation = new Observation(owner, world, meaning);
    for (Followed followed : owner.followed().values()) {
      for (Captures key : observation.keys(followed)) {
        observation.write(diary(followed, key), followed, key, false);
      }
    }
  }

  private boolean look(Followed followed, boolean asItIs) {
    boolean news = false;
    for (Captures key : keys(followed)) {
      Diary diary = diary(followed, key);
      news |= write(diary, followed, key, asItIs);
      news |=
          diary.conclude(
              asItIs ? diary.newest() : conclusion(followed.state(), diary, world.nowMillis));
    }
    return news;
  }

  private static Diary diary(Followed followed, Captures key) {
    return followed.diaries().computeIfAbsent(key, it -> new Diary());
  }

  private boolean write(Diary diary, Followed followed, Captures key, boolean asItIs) {
    return diary.write(world.nowMillis, parts(followed.state(), new View(owner, key), asItIs));
  }

  /** The keys that some topic with a message gives, and those known already. */
  private Set<Captures> keys(Followed followed) {
    Set<Captures> keys = new TreeSet<>(followed.diaries().keySet());
    if (followed.captures().isEmpty()) {
      keys.add(Captures.NONE);
      return keys;
    }
    for (TopicUse use : followed.carriers()) {
      for (Captures seen : world.seen(use, Captures.NONE)) {
        keys.add(seen.only(followed.captures()));
      }
    }
    return keys;
  }

  private List<Truth> parts(Expr state, View view, boolean asItIs) {
    if (!asItIs && state instanceof Expr.Lasting it) {
      return List.of(meaning.truth(it.state(), view));
    }
    if (!asItIs && state instanceof Expr.Until it) {
      return List.of(meaning.truth(it.from(), view), meaning.truth(it.to(), view));
    }
    return List.of(meaning.truth(state, view));
  }

  /** What the lines of a diary amount to at an instant. */
  static Truth conclusion(Expr state, Diary diary, long nowMillis) {
    return switch (state) {
      case Expr.Lasting it -> diary.lasting(nowMillis, it.millis(), it.toleratedMillis());
      case Expr.Until ignored -> diary.until();
      default -> diary.newest();
    };
  }
}
