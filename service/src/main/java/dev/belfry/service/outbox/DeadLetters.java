package dev.belfry.service.outbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What was given up, the newest so many, by id. */
final class DeadLetters {
  private final LinkedHashMap<String, DeadLetter> letters = new LinkedHashMap<>();
  private final int most;

  DeadLetters(List<DeadLetter> before, int most) {
    this.most = most;
    before.forEach(letter -> letters.put(letter.parcel().id(), letter));
  }

  /** Keeps one, and gives the one that goes for it. */
  Optional<DeadLetter> add(DeadLetter letter) {
    letters.put(letter.parcel().id(), letter);
    return letters.size() > most
        ? Optional.of(letters.pollFirstEntry().getValue())
        : Optional.empty();
  }

  Optional<DeadLetter> remove(String id) {
    return Optional.ofNullable(letters.remove(id));
  }

  List<DeadLetter> all() {
    return List.copyOf(letters.values());
  }
}
