package dev.belfry.machine;

import dev.belfry.codec.Decoder;
import dev.belfry.codec.Value;
import dev.belfry.event.Payload;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.program.Use;
import dev.belfry.program.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * The messages of one topic that windows still hold, oldest first. All windows over the topic share
 * it. Entries have numbers that go on for ever; so many of them at a time make a chunk, which is
 * what the store keeps, so that a message costs one chunk and not the whole series.
 */
final class Series {
  /** How many messages of a topic are kept at most. */
  static final int MOST_ENTRIES = 100_000;

  /** How many entries make a chunk. */
  static final int CHUNK = 64;

  /** A message that is kept. */
  record Kept(long atMillis, Payload payload) {}

  /** A way to read messages: as numbers, or only whether there is something. */
  private record Column(Decoder decoder, Happening.Path path, boolean presence) {
    static Column of(Use use, Use.Kept kept) {
      return new Column(use.decoder(), kept.path(), kept.presence());
    }

    /** Every message counts, unless a part of it is asked for. */
    boolean isWhole() {
      return presence && path.steps().isEmpty();
    }
  }

  /** What a window asks for: how far it reaches, and what it counts. */
  private record Reach(Expr.Extent extent, Column column) {}

  private record Computed(long end, int from, Value value) {}

  private List<Kept> entries = new ArrayList<>();

  /** The number of the first of {@code entries}. */
  private long base;

  /** The first of {@code entries} that still counts. */
  private int head;

  /**
   * From which entry on each window misses nothing; windows that are as long share what they know.
   */
  private final Map<Expr.Extent, Long> since = new HashMap<>();

  private final Set<Reach> reaches = new LinkedHashSet<>();
  private final Map<Column, double[]> columns = new HashMap<>();
  private final Map<Column, Integer> filled = new HashMap<>();
  private final IdentityHashMap<Window, Computed> computed = new IdentityHashMap<>();
  private final NavigableMap<Long, List<Kept>> restored = new TreeMap<>();
  private boolean full;

  /** The chunks that changed since the store was last told, and those that are gone. */
  final NavigableSet<Long> dirty = new TreeSet<>();

  final NavigableSet<Long> gone = new TreeSet<>();
  boolean headerDirty;

  // ---- programs

  /**
   * Takes notice of the windows over the topic; what none of them holds is forgotten.
   *
   * @return whether the store must be told of it
   */
  boolean adopt(List<Use> uses, long nowMillis) {
    assemble();
    Map<Expr.Extent, Long> next = new HashMap<>();
    reaches.clear();
    columns.clear();
    filled.clear();
    computed.clear();
    for (Use use : uses) {
      Use.Kept kept = use.window().orElseThrow();
      next.computeIfAbsent(kept.extent(), this::since);
      reaches.add(new Reach(kept.extent(), Column.of(use, kept)));
    }
    if (!next.equals(since)) {
      since.clear();
      since.putAll(next);
      headerDirty = true;
    }
    trim(nowMillis);
    return headerDirty || !gone.isEmpty();
  }

  /** The earliest entry for which a window at least as long was there; else the next one. */
  private long since(Expr.Extent extent) {
    return since.entrySet().stream()
        .filter(earlier -> isAsLong(earlier.getKey(), extent))
        .mapToLong(Map.Entry::getValue)
        .min()
        .orElse(end());
  }

  private static boolean isAsLong(Expr.Extent earlier, Expr.Extent extent) {
    return switch (earlier) {
      case Expr.Extent.Lately it ->
          extent instanceof Expr.Extent.Lately own && it.millis() >= own.millis();
      case Expr.Extent.Newest it ->
          extent instanceof Expr.Extent.Newest own && it.count() >= own.count();
    };
  }

  // ---- messages

  /**
   * Takes a message.
   *
   * @return whether the series has become longer than is kept, for the first time
   */
  boolean append(long atMillis, Payload payload) {
    entries.add(new Kept(atMillis, payload));
    dirty.add((end() - 1) / CHUNK);
    if (end() % CHUNK == 0) {
      trim(atMillis);
    }
    if (entries.size() - head <= MOST_ENTRIES) {
      return false;
    }
    forgetUpTo(entries.size() - MOST_ENTRIES);
    boolean first = !full;
    full = true;
    return first;
  }

  private long end() {
    return base + entries.size();
  }

  /** Forgets what no window reaches. */
  private void trim(long nowMillis) {
    int keep = entries.size();
    for (Reach reach : reaches) {
      keep = Math.min(keep, first(reach.extent(), reach.column(), nowMillis));
    }
    if (!reaches.isEmpty()) {
      forgetUpTo(Math.max(keep, entries.size() - MOST_ENTRIES));
    }
  }

  private void forgetUpTo(int index) {
    if (index <= head) {
      return;
    }
    long firstKeptChunk = (base + index) / CHUNK;
    for (long chunk = (base + head) / CHUNK; chunk < firstKeptChunk; chunk++) {
      gone.add(chunk);
      dirty.remove(chunk);
    }
    head = index;
    if (head > MOST_ENTRIES / 8 && head > entries.size() / 2) {
      compact();
    }
  }

  private void compact() {
    entries = new ArrayList<>(entries.subList(head, entries.size()));
    base += head;
    head = 0;
    columns.clear();
    filled.clear();
    computed.clear();
  }

  // ---- windows

  /** What a window amounts to; tells when the first message leaves it. */
  Value value(Window window, long nowMillis, LongConsumer lookAgain) {
    Expr.Extent extent = window.kept().extent();
    Column column = Column.of(window.spot().use(), window.kept());
    int missed = (int) Math.max(0, since.getOrDefault(extent, base) - base);
    int from = Math.max(missed, first(extent, column, nowMillis));
    if (extent instanceof Expr.Extent.Lately lately && from < entries.size()) {
      lookAgain.accept(entries.get(from).atMillis() + lately.millis());
    }
    Computed known = computed.get(window);
    if (known != null && known.end() == end() && known.from() == from) {
      return known.value();
    }
    Value value = compute(window.measure(), column, from);
    computed.put(window, new Computed(end(), from, value));
    return value;
  }

  private Value compute(Expr.Measure measure, Column column, int from) {
    return column.isWhole()
        ? new Value.Num(entries.size() - from)
        : Measured.of(measure, column(column), from, entries.size());
  }

  private int first(Expr.Extent extent, Column column, long nowMillis) {
    return switch (extent) {
      case Expr.Extent.Lately lately -> firstAfter(nowMillis - lately.millis());
      case Expr.Extent.Newest newest -> firstOfNewest(column, newest.count());
    };
  }

  /** The first entry that arrived after this time. */
  private int firstAfter(long millis) {
    int low = head;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).atMillis() > millis) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The first of the newest so many entries that count. */
  private int firstOfNewest(Column column, int count) {
    if (column.isWhole()) {
      return Math.max(head, entries.size() - count);
    }
    double[] values = column(column);
    int missing = count;
    int first = entries.size();
    while (first > head && missing > 0) {
      first--;
      missing -= Double.isNaN(values[first]) ? 0 : 1;
    }
    return first;
  }

  /** The entries as a window sees them; NaN is what it leaves out. */
  private double[] column(Column column) {
    double[] values = columns.getOrDefault(column, new double[0]);
    int done = filled.getOrDefault(column, 0);
    if (done == entries.size()) {
      return values;
    }
    if (values.length < entries.size()) {
      values = Arrays.copyOf(values, Math.max(CHUNK, entries.size() + entries.size() / 2));
      columns.put(column, values);
    }
    for (int i = done; i < entries.size(); i++) {
      values[i] = number(column, entries.get(i).payload());
    }
    filled.put(column, entries.size());
    return values;
  }

  private static double number(Column column, Payload payload) {
    Value part = Events.part(column.decoder().decode(payload), column.path());
    if (column.presence()) {
      return part.isKnown() ? 1 : Double.NaN;
    }
    return part instanceof Value.Num number ? number.value() : Double.NaN;
  }

  // ---- the store

  /** The number of the first entry of a chunk that is still there. */
  long firstOf(long chunk) {
    return Math.max(chunk * CHUNK, base + head);
  }

  /** The entries of a chunk that are still there. */
  List<Kept> chunk(long chunk) {
    int from = (int) (firstOf(chunk) - base);
    int to = (int) Math.min(entries.size(), (chunk + 1) * CHUNK - base);
    return entries.subList(from, Math.max(from, to));
  }

  /** The chunks that are there. */
  NavigableSet<Long> chunks() {
    assemble();
    NavigableSet<Long> all = new TreeSet<>();
    for (long chunk = (base + head) / CHUNK; chunk * CHUNK < end(); chunk++) {
      all.add(chunk);
    }
    return all;
  }

  Map<Expr.Extent, Long> since() {
    return since;
  }

  /** Puts back what was stored; chunks may come in any order. */
  void restore(long firstNumber, List<Kept> chunk) {
    restored.put(firstNumber, chunk);
  }

  void restore(Map<Expr.Extent, Long> stored) {
    since.putAll(stored);
    // Where no entry is left, numbers go on from here; else the entries say where.
    base = Math.max(base, stored.values().stream().mapToLong(it -> it).max().orElse(0));
  }

  private void assemble() {
    if (restored.isEmpty()) {
      return;
    }
    base = restored.firstKey();
    restored.values().forEach(entries::addAll);
    restored.clear();
  }
}
