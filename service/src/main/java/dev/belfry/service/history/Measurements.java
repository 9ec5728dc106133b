package dev.belfry.service.history;

import dev.belfry.codec.Decoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The numbers of messages that wait, gathered until they are written. For one thread. */
final class Measurements {
  static final int MOST_GATHERED = 10_000;

  private final Intake intake;
  private final WantedTopics wanted;
  private final List<Measured> gathered = new ArrayList<>();

  Measurements(Intake intake, WantedTopics wanted) {
    this.intake = intake;
    this.wanted = wanted;
  }

  List<Measured> gathered() {
    return gathered;
  }

  boolean isFull() {
    return gathered.size() >= MOST_GATHERED;
  }

  /** Takes the next message up; false if none came in time. */
  boolean gather(long waitMillis) throws InterruptedException {
    Sample sample = intake.poll(waitMillis);
    if (sample == null) {
      return false;
    }
    take(sample);
    return true;
  }

  private void take(Sample sample) {
    Optional<Decoder> decoder = wanted.decoder(sample.topic());
    if (decoder.isPresent()) {
      Numbers.of(decoder.get().decode(sample.payload()))
          .forEach((path, value) ->
              gathered.add(
                  new Measured(new Series(sample.topic(), path), sample.timeMillis(), value)));
    }
  }
}
