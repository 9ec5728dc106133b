package dev.belfry.machine;

/** A moment at which an operator wants to be looked at. */
record Timer(long dueMillis, Memory memory, Cell cell) implements Comparable<Timer> {
  /** By due time, then by declaration, then by key. */
  @Override
  public int compareTo(Timer other) {
    int order = Long.compare(dueMillis, other.dueMillis);
    if (order == 0) {
      order = Integer.compare(memory.rule.program.order(), other.memory.rule.program.order());
    }
    if (order == 0) {
      order =
          Integer.compare(memory.operator.shape().index(), other.memory.operator.shape().index());
    }
    return order == 0 ? cell.key.compareTo(other.cell.key) : order;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Timer timer && compareTo(timer) == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(dueMillis);
  }
}
