package dev.belfry.connectors.email;

import dev.belfry.connectors.camera.Snapshot.Missing;
import dev.belfry.connectors.camera.Snapshot.Taken;
import dev.belfry.effect.Effect.Priority;
import dev.belfry.effect.Origin;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes a letter out, as plain text and as HTML that a phone shows well. */
final class LetterText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy, HH:mm:ss z", Locale.ENGLISH);

  private final Letter letter;

  LetterText(Letter letter) {
    this.letter = letter;
  }

  String plain() {
    StringBuilder plain = new StringBuilder(letter.told().text().strip()).append("\n\n");
    for (Illustration illustration : letter.illustrations()) {
      plain
          .append(
              switch (illustration.snapshot()) {
                case Taken taken -> "Picture of " + illustration.camera() + ": attached.";
                case Missing missing ->
                    Illustration.missing(illustration.camera(), missing.reason());
              })
          .append('\n');
    }
    if (letter.priority() != Priority.NORMAL) {
      plain.append("Priority: ").append(priority()).append('\n');
    }
    return plain.append(source()).append('\n').toString();
  }

  String html() {
    String band = letter.priority() == Priority.NORMAL ? "" : band();
    StringBuilder pictures = new StringBuilder();
    List<Illustration> illustrations = letter.illustrations();
    for (int i = 0; i < illustrations.size(); i++) {
      pictures.append(picture(illustrations.get(i), i));
    }
    String subject = escape(letter.subject());
    String text = escape(letter.told().text().strip()).replace("\n", "<br>\n");
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>%s</title>
    </head>
    <body style="margin:0;padding:0">
    <div style="max-width:600px;margin:0 auto;padding:16px;\
    font:17px/1.45 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
    <div style="border-top:4px solid %s;padding-top:12px">
    %s<h1 style="font-size:21px;line-height:1.3;margin:0 0 12px">%s</h1>
    <p style="margin:0 0 16px">%s</p>
    %s<p style="margin:16px 0 0;font-size:14px;color:#767676">%s</p>
    </div>
    </div>
    </body>
    </html>
    """
        .formatted(subject, color(), band, subject, text, pictures, escape(source()));
  }

  /** The name by which the HTML refers to the picture at this place. */
  static String contentId(int place) {
    return "picture-" + (place + 1);
  }

  private static String picture(Illustration illustration, int place) {
    return switch (illustration.snapshot()) {
      case Taken taken ->
          """
          <p style="margin:0 0 16px"><img src="cid:%s" alt="Picture of %s" \
          style="width:100%%;height:auto;border:0;border-radius:6px"></p>
          """
              .formatted(contentId(place), escape(illustration.camera()));
      case Missing missing ->
          """
          <p style="margin:0 0 16px;font-style:italic">%s</p>
          """
              .formatted(escape(Illustration.missing(illustration.camera(), missing.reason())));
    };
  }

  private String band() {
    return """
    <p style="margin:0 0 8px;font-size:14px;font-weight:bold;color:%s">%s priority</p>
    """
        .formatted(
            color(), priority().substring(0, 1).toUpperCase(Locale.ROOT) + priority().substring(1));
  }

  private String priority() {
    return letter.priority().name().toLowerCase(Locale.ROOT);
  }

  private String color() {
    return switch (letter.priority()) {
      case LOW -> "#767676";
      case NORMAL -> "#2f6fb0";
      case HIGH -> "#c25e00";
      case CRITICAL -> "#c62828";
    };
  }

  private String source() {
    Origin origin = letter.told().origin();
    String kind =
        switch (origin.kind()) {
          case RULE -> "Rule";
          case ALERT -> "Alert";
        };
    String key =
        origin.key().isEmpty() ? "" : " (" + String.join(", ", origin.key().values()) + ")";
    String time = TIME.format(letter.happenedAt().atZone(letter.zone()));
    return kind + " “" + origin.name() + "”" + key + ", " + time;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
