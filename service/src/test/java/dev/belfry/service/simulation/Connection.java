package dev.belfry.service.simulation;

/** A connection of a client with the broker: in order, not at once, and not for ever. */
final class Connection {
  private static final int LONGEST_WAY_MILLIS = 20;

  private final Setting setting;
  private final Life life;
  private long lastToBrokerMillis;
  private long lastToClientMillis;
  private boolean open = true;

  Connection(Setting setting, Life life) {
    this.setting = setting;
    this.life = life;
  }

  Hub hub() {
    return life.hub();
  }

  boolean isOpen() {
    return open && life.isOn();
  }

  /** What is still on its way is lost. */
  void breakOff() {
    open = false;
  }

  void toBroker(Runnable arrival) {
    lastToBrokerMillis = send(lastToBrokerMillis, arrival);
  }

  void toClient(Runnable arrival) {
    lastToClientMillis = send(lastToClientMillis, arrival);
  }

  private long send(long lastMillis, Runnable arrival) {
    long nowMillis = setting.timeline().nowMillis();
    long atMillis = Math.max(lastMillis, nowMillis + setting.luck().stretch(LONGEST_WAY_MILLIS));
    setting
        .timeline()
        .after(
            atMillis - nowMillis,
            () -> {
              if (isOpen()) {
                arrival.run();
              }
            });
    return atMillis;
  }
}
