package dev.belfry.agreement;

import dev.belfry.agreement.Sketch.Declared;
import dev.belfry.agreement.States.Place;
import java.util.ArrayList;
import java.util.List;

/** Writes random rules and alerts. */
final class Rules {
  /** What an event offers to what follows it. */
  private record Event(String text, boolean binds, boolean message) {}

  private final Choices choices;
  private final Era era;
  private final States states;

  private boolean isLasting;
  private int feeding = 1;

  Rules(Choices choices, Era era) {
    this.choices = choices;
    this.era = era;
    this.states = new States(choices, era);
  }

  /** A whole program, of one to five declarations. */
  Sketch program() {
    List<Declared> declared = new ArrayList<>();
    int count = 1 + choices.below(4);
    for (String name : era.alerts()) {
      declared.add(alert(name));
    }
    for (int i = 0; i < count; i++) {
      declared.add(rule("R" + (i + 1)));
    }
    return new Sketch(head(), declared);
  }

  private String head() {
    return """
    topic door(room)   = "home/{room}/door" : "open" | "closed"
    topic temp(room)   = "home/{room}/temp" : number%s
    topic motion(room) = "home/{room}/motion" : bool
    topic shape(room)  = "home/{room}/shape" : { state: "on" | "off", n: number }
    topic raw(room)    = "raw/{room}"
    topic mode         = "mode" : "off" | "on"%s
    topic level        = "level" : number%s%s
    let warm = level > 19
    let hot(r) = temp(r) >= 21.5
    """
        .formatted(
            choices.percent(20) ? " stale after " + states.duration() : "",
            choices.percent(60) ? " = \"off\"" : "",
            choices.percent(20) ? " = 20" : "",
            choices.percent(20) ? " stale after " + states.duration() : "");
  }

  Declared again(Declared old) {
    return old.kind().equals("alert") ? alert(old.name()) : rule(old.name());
  }

  /** The same rule with other actions. */
  Declared acting(Declared old) {
    isLasting = false;
    Place place = new Place(false, false, true);
    String body = old.kind().equals("alert") ? alertBody(place) : "then " + actions(place, 1);
    return new Declared(old.kind(), old.name(), old.header(), body);
  }

  Declared rule(String name) {
    return choices.percent(35) ? lasting(name) : reacting(name);
  }

  /** Actions that take time, so that runs wait for their turn; each says what made it run. */
  private Declared queueing(String name) {
    isLasting = false;
    return new Declared(
        "rule",
        name,
        "when topic \"" + choices.of(era.favourites()) + "\" mode queued",
        "then publish \"out\" value wait " + states.duration() + " publish \"out\" value");
  }

  private Declared reacting(String name) {
    if (choices.percent(5)) {
      return queueing(name);
    }
    isLasting = false;
    Event event = event(2);
    String guard = "";
    boolean binds = event.binds();
    if (choices.percent(30)) {
      String state = states.state(new Place(true, false, false), 1);
      guard = " while " + state;
      binds |= mentionsRoom(state);
    }
    Place place = new Place(binds, event.message(), true);
    return new Declared(
        "rule",
        name,
        "when " + event.text() + guard + limit() + mode(),
        "then " + actions(place, 2));
  }

  private Declared lasting(String name) {
    isLasting = true;
    String state = states.state(new Place(true, false, false), 2);
    Place place = new Place(mentionsRoom(state), false, true);
    String last = choices.percent(70) ? "\n  finally " + actions(place, 1) : "";
    return new Declared(
        "rule",
        name,
        "while " + state + (choices.percent(20) ? limit() : ""),
        "then " + actions(place, 2) + last);
  }

  private static boolean mentionsRoom(String text) {
    return text.contains("(room");
  }

  private String limit() {
    return choices.percent(15)
        ? " at most "
            + choices.of("once", "2 times")
            + " per "
            + states.duration()
            + choices.of("", "", " overall")
        : "";
  }

  private String mode() {
    return choices.percent(30)
        ? " mode " + choices.of("restart", "single", "queued", "parallel")
        : "";
  }

  // ---- events

  private Event event(int depth) {
    Event first = part(depth);
    if (!choices.percent(15)) {
      return first;
    }
    Event second = part(depth - 1);
    return new Event(
        first.text() + " or " + second.text(),
        first.binds() && second.binds(),
        first.message() || second.message());
  }

  private Event part(int depth) {
    int form = choices.below(depth <= 0 ? 12 : 24);
    if (form < 12) {
      return onMessage();
    }
    return switch (form) {
      case 12, 13 -> {
        String state = states.lasting(new Place(true, false, false), 1);
        yield new Event(state, mentionsRoom(state), false);
      }
      case 14 -> {
        String topic = states.topic(new Place(true, false, false));
        yield new Event(topic + " silent for " + states.duration(), mentionsRoom(topic), false);
      }
      case 15, 16 -> {
        Event inner = part(depth - 1);
        yield new Event(
            "(" + inner.text() + ") " + choices.of("2", "3") + " times within " + states.duration(),
            inner.binds(),
            inner.message());
      }
      case 17, 18, 19 -> sequence(depth - 1);
      case 20, 21 -> {
        Event inner = part(depth - 1);
        String state = states.simple(new Place(true, inner.message(), false));
        yield new Event(
            "(" + inner.text() + ") and " + state,
            inner.binds() || mentionsRoom(state),
            inner.message());
      }
      case 22 -> new Event(schedule(), false, false);
      default ->
          choices.percent(20)
              ? new Event("startup", false, false)
              : new Event(schedule(), false, false);
    };
  }

  private Event sequence(int depth) {
    boolean meets = choices.percent(40);
    Event first = meets ? favourite(0) : part(depth);
    // Which of two schedules of one instant is first is not said.
    Event second = meets ? favourite(1) : part(0);
    boolean not = choices.percent(meets ? 20 : 40);
    return new Event(
        "("
            + first.text()
            + ") "
            + (not ? "not " : "")
            + "followed by ("
            + second.text()
            + ") within "
            + states.duration(),
        first.binds() || (second.binds() && !not),
        not ? first.message() : second.message());
  }

  private Event favourite(int which) {
    return new Event("topic \"" + era.favourites().get(which) + "\"", false, true);
  }

  private Event onMessage() {
    String room = choices.of("room", "room", "room", "\"a\"", "_");
    String door = "door(" + room + ")";
    String temp = choices.of("temp(" + room + ")", "level", "shape(" + room + ").n");
    String text =
        switch (choices.below(12)) {
          case 0, 1 -> door + " becomes " + choices.of("\"open\"", "\"closed\"");
          case 2 -> door + " updates";
          case 3 ->
              choices.of(door, "raw(" + room + ")", "mode", "motion(" + room + ")") + " changes";
          case 4 -> door + " changes from \"closed\" to \"open\"";
          case 5 -> temp + " rises above " + states.number();
          case 6 -> temp + " falls below " + states.number();
          case 7 -> temp + " receives " + states.number();
          case 8 -> "motion(" + room + ") becomes " + choices.of("true", "false");
          case 9 -> "topic \"raw/{room}\"";
          case 10 -> "topic \"home/+/door\"";
          default ->
              choices.of(
                  "mode becomes \"on\"", "level updates", "level changes to 20", "mode changes");
        };
    return new Event(text, mentionsRoom(text) || text.contains("{room}"), true);
  }

  private String schedule() {
    return switch (choices.below(6)) {
      case 0, 1 -> "every " + choices.of("30 s", "1 min", "10 s", "1 day");
      case 2 -> "at " + choices.of(era.times());
      case 3 ->
          "at "
              + choices.of(era.times())
              + " on "
              + choices.of("weekdays", "weekends", "sunday, monday");
      case 4 -> "at " + choices.of(era.times()) + " catch up " + states.duration();
      default ->
          "cron \""
              + choices.of(
                  "0/30 * * * * ?",
                  "0 0/1 * * * ?",
                  "30 59 11 * * ?",
                  "0 0,30 2,3 * * ?",
                  "0 0 0/1 * * ?")
              + "\"";
    };
  }

  // ---- actions

  private String actions(Place place, int depth) {
    StringBuilder text = new StringBuilder(action(place, depth));
    while (choices.percent(40)) {
      text.append(' ').append(action(place, depth));
    }
    return text.toString();
  }

  private String action(Place place, int depth) {
    int form = choices.below(depth <= 0 ? 10 : 20);
    boolean feeds = form == 5 || form == 6;
    if (feeds && !mayFeed()) {
      form = 0;
    }
    return switch (form) {
      case 0, 1, 2, 3 -> "publish " + target(place) + " " + text(place);
      case 4 ->
          "publish "
              + target(place)
              + " "
              + states.value(place)
              + choices.of("", " qos 1", " retain");
      case 5 ->
          choices.of("publish mode \"on\"", "set mode \"off\"", "set level 21", "publish level 18");
      // A text made of two that goes around in a chain grows beyond all bounds.
      case 6 ->
          "publish raw("
              + states.room(place)
              + ") "
              + text(place).replace("{previous} {value}", "{value}");
      case 7 ->
          "notify owner "
              + words(place)
              + choices.of(
                  "",
                  " title \"t\" priority high",
                  " with snapshot of porch",
                  " with clip of porch for 5 s, graph of level, temp(\"a\") over 1 h");
      case 8 -> "call siren_api { n: " + states.numeric(place) + ", m: \"x\" }";
      case 9 -> "log " + choices.of("", "warn ") + words(place);
      case 10, 11, 12, 13 -> "wait " + states.duration();
      case 14 ->
          "wait until "
              + states.state(place, 1)
              + (choices.percent(60) ? " for at most " + states.duration() : "");
      case 15, 16 -> {
        String head =
            "repeat "
                + choices.of("2", "3")
                + " times "
                + choices.of("", "every " + states.duration() + " ");
        int left = feeding;
        feeding = 0;
        String inner = actions(place, depth - 1);
        feeding = left;
        yield head + "{ " + inner + " }";
      }
      case 17, 18 ->
          "if "
              + states.state(place, 1)
              + " { "
              + actions(place, depth - 1)
              + " }"
              + (choices.percent(50) ? " else { " + actions(place, depth - 1) + " }" : "");
      default -> choices.percent(30) ? "stop" : "publish \"out\" \"x\"";
    };
  }

  /**
   * Rules that answer one message by two to themselves go on until there are too many messages,
   * which takes the time of many cases.
   */
  private boolean mayFeed() {
    return isLasting || feeding-- > 0;
  }

  private String target(Place place) {
    return place.binds() ? choices.of("\"out/{room}\"", "\"out\"") : "\"out\"";
  }

  /** A text that is written as one. */
  private String words(Place place) {
    String text = text(place);
    return text.equals("value") ? "\"{value}\"" : text;
  }

  private String text(Place place) {
    if (place.message() && choices.percent(50)) {
      return choices.of(
          "\"{value}\"",
          "\"{previous} {value}\"",
          "\"{message.topic}\"",
          "value",
          "\"{message.retained}\"");
    }
    return switch (choices.below(6)) {
      case 0, 1 -> "\"x\"";
      case 2 -> "\"{" + states.topic(place) + "}\"";
      case 3 -> "\"{format(now, \"HH:mm:ss.SSS\")}\"";
      case 4 -> "\"{" + states.value(place) + "}\"";
      default ->
          choices.of(
              "\"{upper(mode)}\"",
              "\"{time}\"",
              "\"{age(level)}\"",
              "\"{previous(level)}\"",
              "\"{count(level, 10 s)}\"");
    };
  }

  // ---- alerts

  private Declared alert(String name) {
    Era without =
        new Era(
            era.start(),
            era.millis(),
            era.times(),
            name.equals("B") ? List.of("A") : List.of(),
            era.favourites());
    String state = new States(choices, without).state(new Place(true, false, false), 1);
    return new Declared(
        "alert", name, "while " + state, alertBody(new Place(mentionsRoom(state), false, true)));
  }

  private String alertBody(Place place) {
    StringBuilder body = new StringBuilder();
    if (choices.percent(40)) {
      body.append("severity ").append(choices.of("info", "warning", "critical")).append(' ');
    }
    if (choices.percent(60)) {
      body.append("message ").append(message(place)).append(' ');
    }
    boolean tells = choices.percent(85);
    if (tells) {
      body.append("notify owner ")
          .append(choices.percent(20) ? message(place) + " title \"t\" " : "");
    }
    if (choices.percent(20)) {
      body.append("notify neighbour, owner ");
    }
    if (tells && choices.percent(50)) {
      body.append("remind every ")
          .append(choices.of("30 s", "10 s", "5 s", "1 min", "2 min"))
          .append(' ');
    }
    if (choices.percent(50)) {
      body.append("escalate to neighbour after ").append(states.duration()).append(' ');
    }
    if (choices.percent(40)) {
      body.append("unless ")
          .append(states.simple(new Place(place.binds(), false, false)))
          .append(' ');
    }
    if (tells && choices.percent(60)) {
      body.append("resolved notify owner ").append(choices.of("", message(place)));
    }
    return body.toString();
  }

  private String message(Place place) {
    return choices.of("\"look\"", "\"it is {" + states.topic(place) + "}\"");
  }
}
