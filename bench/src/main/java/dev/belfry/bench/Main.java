package dev.belfry.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** Runs the measurements and prints what they gave. */
public final class Main {
  private static final int MISUSE = 2;

  private static final String USAGE =
      """
      Usage: bench/run [--quick | --all] [--json]

      Measures what an event costs the machine with 10 rules and with 10,000, how much it allocates,
      and how long 10,000 rules take to compile. Times are those of the processor, so that other
      programs on the machine disturb little, and medians. Takes two to three minutes where nothing else
      runs. Events are on the same topics however many rules there are, but for one line, where
      they go round 2,500 topics and every one of them has left the processor's caches.

        --quick   rough numbers of three kinds of events, in some twenty seconds
        --all     two more kinds of events, and a second look at the time to compile
        --json    one JSON object instead of a table
        --help    this text
      """;

  private static final Map<String, String> EVENTS = new LinkedHashMap<>();

  static {
    EVENTS.put("text", "a text, fires nothing");
    EVENTS.put("firing", "a text, fires and publishes");
    EVENTS.put("object", "a JSON object of 120 bytes, fires nothing");
    EVENTS.put("number", "a number, fires nothing");
    EVENTS.put("capture", "a text, rule for all rooms, fires nothing");
    EVENTS.put("spread", "a text, 2,500 topics in turn, cold");
    EVENTS.put("unread", "a topic that no rule reads");
    EVENTS.put("stored", "a text, and its change taken for the store");
  }

  private Main() {}

  /** Exits with 2 when it does not understand its arguments. */
  public static void main(String[] arguments) throws RunnerException {
    Pace pace = Pace.NORMAL;
    Listing listing = new Table(System.out);
    for (String argument : arguments) {
      switch (argument) {
        case "--quick" -> pace = Pace.QUICK;
        case "--all" -> pace = Pace.ALL;
        case "--json" -> listing = new JsonListing(System.out);
        case "--help", "-h" -> {
          System.out.print(USAGE);
          return;
        }
        default -> {
          System.err.println("bench/run: \"" + argument + "\" is no option; --help names them");
          System.exit(MISUSE);
        }
      }
    }
    measure(pace, listing);
  }

  private static void measure(Pace pace, Listing listing) throws RunnerException {
    listing.begin();
    for (String name : EVENTS.keySet().stream().limit(pace.kinds()).toList()) {
      List<Measured> measured = pace.events(name);
      listing.event(
          new Row(name, EVENTS.getOrDefault(name, ""), measured.getFirst(), measured.getLast()));
    }
    listing.compiling(pace.compiling().getFirst());
    listing.end();
  }
}
