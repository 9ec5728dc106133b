package dev.belfry.secondopinion;

import dev.belfry.effect.AlertStatus;
import dev.belfry.effect.AlertStatus.State;
import dev.belfry.effect.Effect;
import dev.belfry.model.CheckedAlert;
import dev.belfry.model.CheckedAlert.Telling;
import dev.belfry.model.Expr;
import dev.belfry.secondopinion.Owner.View;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One alert: which of its instances fire, and whom it tells when (language.md, Alerts). */
final class AlertLife {
  /** One key. */
  private static final class Instance {
    State state = State.RESOLVED;
    long sinceMillis;

    /** Up to when it was asked whether somebody must be reminded. */
    long askedUntilMillis;

    /** Whether it was told that it fires, and whether others were told because it still does. */
    boolean said;

    boolean escalated;
    final Set<String> told = new LinkedHashSet<>();
    boolean inhibited;
    boolean silenced;

    /** What was published last. */
    String word = "resolved";

    String message = "";

    boolean fires() {
      return state != State.RESOLVED;
    }
  }

  final CheckedAlert alert;
  final Owner owner;
  private final World world;
  private final Meaning meaning;
  private final Instants instants;
  private final List<Effect> effects;
  private Map<Captures, Instance> instances = new TreeMap<>();

  AlertLife(
      CheckedAlert alert,
      Owner owner,
      World world,
      Meaning meaning,
      Instants instants,
      List<Effect> effects) {
    this.alert = alert;
    this.owner = owner;
    this.world = world;
    this.meaning = meaning;
    this.instants = instants;
    this.effects = effects;
  }

  /** One whose {@code while} changes is another alert; other clauses may change. */
  void inherit(AlertLife earlier) {
    instances = earlier.instances;
    if (!alert.remindMillis().equals(earlier.alert.remindMillis())) {
      // What was due before the clause was there is not due.
      instances.values().forEach(instance -> instance.askedUntilMillis = world.nowMillis);
    }
  }

  /** Looks which instances fire; true if anything is new. Silently, nobody will hear of it. */
  boolean follow(boolean silently) {
    boolean news = Observation.of(owner, world, meaning);
    owner
        .lasting()
        .orElseThrow()
        .diaries()
        .forEach((key, diary) -> {
          if (diary.began()) {
            begin(instances.computeIfAbsent(key, it -> new Instance()), silently);
          } else if (diary.ended() && instances.containsKey(key)) {
            instances.get(key).state = State.RESOLVED;
            instances.get(key).sinceMillis = world.nowMillis;
          }
        });
    noteFiring();
    return news;
  }

  private void noteFiring() {
    if (instances.values().stream().anyMatch(Instance::fires)) {
      world.firing.add(alert.name());
    } else {
      world.firing.remove(alert.name());
    }
  }

  private void begin(Instance instance, boolean silently) {
    instance.state = State.FIRING;
    instance.sinceMillis = world.nowMillis;
    instance.askedUntilMillis = world.nowMillis;
    instance.said = silently;
    instance.escalated = silently;
    instance.told.clear();
  }

  /** The effects of an instance are: its state, then whom it tells. */
  void tell(boolean silently) {
    instances.forEach((key, instance) -> {
      if (!instance.fires() && instance.word.equals("resolved")) {
        return;
      }
      View view = new View(owner, key);
      instance.inhibited = alert.unless().map(unless -> meaning.isTrue(unless, view)).orElse(false);
      instance.silenced = world.isSilenced(alert.name(), owner.origin(key).key());
      publish(instance, view, silently);
      if (instance.state == State.FIRING) {
        fire(instance, view, silently);
      }
      instance.askedUntilMillis = world.nowMillis;
    });
  }

  /** A record is written whenever the word changes. */
  private void publish(Instance instance, View view, boolean silently) {
    String word = word(instance);
    if (word.equals(instance.word)) {
      return;
    }
    instance.word = word;
    instance.message = meaning.text(alert.message(), view);
    if (silently) {
      return;
    }
    effects.add(
        new Effect.Alert(
            world.wallNowMillis(), owner.origin(view.captures()), status(instance, view)));
    if (!instance.fires() && !instance.told.isEmpty() && !instance.silenced) {
      alert.resolved().ifPresent(telling -> tell(telling, view));
    }
  }

  /** The first that is true: acknowledged, silenced, inhibited, firing. */
  private static String word(Instance instance) {
    return switch (instance.state) {
      case RESOLVED -> "resolved";
      case ACKNOWLEDGED -> "acknowledged";
      case FIRING -> instance.silenced ? "silenced" : instance.inhibited ? "inhibited" : "firing";
    };
  }

  private AlertStatus status(Instance instance, View view) {
    return new AlertStatus(
        "belfry/alerts/" + slug(view.captures()),
        instance.state,
        alert.severity().name().toLowerCase(Locale.ROOT),
        instance.message,
        instance.sinceMillis + world.wallOffsetMillis,
        instance.inhibited,
        instance.silenced);
  }

  /** Everything but letters and digits is one dash; parts of the key follow. */
  private String slug(Captures key) {
    StringBuilder slug = new StringBuilder();
    for (char letter : alert.name().toLowerCase(Locale.ROOT).toCharArray()) {
      if (Character.isLetterOrDigit(letter)) {
        slug.append(letter);
      } else if (slug.isEmpty() || slug.charAt(slug.length() - 1) != '-') {
        slug.append('-');
      }
    }
    for (String part : key.texts().values()) {
      slug.append('/').append(part.replace('+', '_').replace('#', '_').replace('/', '_'));
    }
    return slug.toString();
  }

  // ---- people

  /** At one instant a reminder comes first, then what was withheld, then an escalation. */
  private void fire(Instance instance, View view, boolean silently) {
    boolean quiet = instance.inhibited || instance.silenced;
    if (isReminderDue(instance) && !quiet && !silently && !instance.told.isEmpty()) {
      tell(List.copyOf(instance.told), view);
    }
    if (!quiet && !instance.said) {
      instance.said = true;
      for (Telling telling : silently ? List.<Telling>of() : alert.tellings()) {
        tell(telling, view);
        instance.told.addAll(telling.channels());
      }
    }
    boolean escalates =
        alert
            .escalation()
            .map(it -> instance.sinceMillis + it.afterMillis() <= world.nowMillis)
            .orElse(false);
    if (!quiet && escalates && !instance.escalated) {
      instance.escalated = true;
      if (!silently) {
        tell(alert.escalation().orElseThrow().channels(), view);
        instance.told.addAll(alert.escalation().orElseThrow().channels());
      }
    }
  }

  /** Reminders fall due at whole multiples of their period after the beginning. */
  private boolean isReminderDue(Instance instance) {
    if (alert.remindMillis().isEmpty()) {
      return false;
    }
    long period = alert.remindMillis().get();
    long passed = (world.nowMillis - instance.sinceMillis) / period;
    instants.expectAt(instance.sinceMillis + (passed + 1) * period);
    return passed > (instance.askedUntilMillis - instance.sinceMillis) / period;
  }

  private void tell(Telling telling, View view) {
    notify(
        telling.channels(),
        meaning.text(telling.text().orElse(alert.message()), view),
        telling.title().map(title -> meaning.text(title, view)),
        telling.priority(),
        telling.attachments().stream().map(each -> Course.attachment(each, meaning, view)).toList(),
        view);
  }

  private void tell(List<String> channels, View view) {
    notify(
        channels,
        meaning.text(alert.message(), view),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        view);
  }

  /** Its name for a title, a priority from its severity, where nothing else is said. */
  private void notify(
      List<String> channels,
      String text,
      Optional<String> title,
      Optional<Effect.Priority> priority,
      List<Effect.Attachment> attachments,
      View view) {
    Effect.Priority usual =
        switch (alert.severity()) {
          case INFO -> Effect.Priority.LOW;
          case WARNING -> Effect.Priority.NORMAL;
          case CRITICAL -> Effect.Priority.CRITICAL;
        };
    effects.add(
        new Effect.Notify(
            world.wallNowMillis(),
            owner.origin(view.captures()),
            channels,
            text,
            Optional.of(title.orElse(alert.name())),
            Optional.of(priority.orElse(usual)),
            attachments));
  }

  void acknowledge(Optional<Map<String, String>> which) {
    instances.forEach((key, instance) -> {
      if (instance.state == State.FIRING
          && which.map(owner.origin(key).key()::equals).orElse(true)) {
        instance.state = State.ACKNOWLEDGED;
      }
    });
  }

  /** An alert that is removed while it fires is resolved. */
  void end() {
    instances.values().stream()
        .filter(Instance::fires)
        .forEach(instance -> {
          instance.state = State.RESOLVED;
          instance.sinceMillis = world.nowMillis;
        });
    noteFiring();
    tell(false);
  }

  /** The names of the alerts for which it asks, as far as they decide whether it fires. */
  Set<String> asksFor() {
    Set<String> names = new LinkedHashSet<>();
    for (Expr part : Parts.of(alert.state())) {
      if (part instanceof Expr.Firing it) {
        names.add(it.alert());
      }
    }
    return names;
  }
}
