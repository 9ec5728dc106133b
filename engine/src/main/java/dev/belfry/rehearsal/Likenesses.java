package dev.belfry.rehearsal;

import dev.belfry.codec.Printed;
import dev.belfry.effect.Effect;
import dev.belfry.model.CheckedTest.Likeness;
import dev.belfry.model.Deed;
import dev.belfry.model.Expr;
import dev.belfry.program.Closed;
import java.util.Optional;

/** Whether an effect is what a test names. */
final class Likenesses {
  private Likenesses() {}

  static boolean isLike(Effect effect, Likeness likeness) {
    return switch (likeness) {
      case Likeness.Published it -> effect instanceof Effect.Publish publish && isLike(publish, it);
      case Likeness.Notified it -> effect instanceof Effect.Notify notify && isLike(notify, it);
      case Likeness.Called it ->
          effect instanceof Effect.Call call
              && call.connector().equals(it.connector())
              && (it.value().isEmpty() || call.text().equals(it.value().map(Likenesses::text)));
      case Likeness.Logged it ->
          effect instanceof Effect.Log log && contains(log.text(), it.containing());
    };
  }

  private static boolean isLike(Effect.Publish effect, Likeness.Published it) {
    return effect.topic().equals(text(it.topic()))
        && (!it.retain() || effect.retain())
        && it.value()
            .map(value -> effect.payload().equals(Printed.payload(Closed.value(value))))
            .orElse(true);
  }

  private static boolean isLike(Effect.Notify effect, Likeness.Notified it) {
    return effect.channels().contains(it.channel())
        && contains(effect.text(), it.containing())
        && it.attachment()
            .map(wanted -> effect.attachments().contains(attachment(wanted)))
            .orElse(true);
  }

  private static Effect.Attachment attachment(Deed.Attachment wanted) {
    return switch (wanted) {
      case Deed.Attachment.Snapshot it -> new Effect.Attachment.Snapshot(it.camera());
      case Deed.Attachment.Clip it -> new Effect.Attachment.Clip(it.camera(), it.millis());
      case Deed.Attachment.Graph it ->
          new Effect.Attachment.Graph(
              it.topics().stream().map(Likenesses::text).toList(), it.millis());
    };
  }

  private static boolean contains(String text, Optional<Expr> part) {
    return part.map(expr -> text.contains(text(expr))).orElse(true);
  }

  private static String text(Expr expr) {
    return Printed.text(Closed.value(expr));
  }
}
