package dev.belfry.connectors.email;

import dev.belfry.connectors.camera.Snapshot;
import dev.belfry.connectors.camera.Snapshot.Missing;
import dev.belfry.connectors.camera.Snapshot.Taken;
import dev.belfry.connectors.sink.Line;
import dev.belfry.effect.Effect;
import dev.belfry.effect.Effect.Priority;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What a notification tells, the same for each of its recipients and for each attempt.
 *
 * @param id of the notification; a repeat bears the same Message-ID
 * @param writtenAt when it was written, which may be long before it gets through
 */
public record Letter(
    String id,
    Effect.Notify told,
    List<Illustration> illustrations,
    ZoneId zone,
    Instant writtenAt) {
  private static final int SUBJECT_MAX_CHARACTERS = 150;

  /** The title, else the first line of the text, else the rule's name; always one line. */
  String subject() {
    String title = told.title().map(text -> Line.of(text, SUBJECT_MAX_CHARACTERS)).orElse("");
    if (!title.isEmpty()) {
      return title;
    }
    String first = told.text().strip().lines().findFirst().orElse("");
    String subject = Line.of(first, SUBJECT_MAX_CHARACTERS);
    return subject.isEmpty() ? Line.of(told.origin().name(), SUBJECT_MAX_CHARACTERS) : subject;
  }

  Priority priority() {
    return told.priority().orElse(Priority.NORMAL);
  }

  Instant happenedAt() {
    return Instant.ofEpochMilli(told.timeMillis());
  }

  boolean hasPictures() {
    return illustrations.stream().anyMatch(one -> one.snapshot() instanceof Taken);
  }

  /** The same without any picture, which says why. */
  Letter withoutPictures(String reason) {
    List<Illustration> bare =
        illustrations.stream()
            .map(one -> new Illustration(one.camera(), bare(one.snapshot(), reason)))
            .toList();
    return new Letter(id, told, bare, zone, writtenAt);
  }

  private static Snapshot bare(Snapshot snapshot, String reason) {
    return switch (snapshot) {
      case Taken taken -> new Missing(reason);
      case Missing missing -> missing;
    };
  }
}
