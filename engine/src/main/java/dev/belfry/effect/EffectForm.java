package dev.belfry.effect;

import dev.belfry.codec.ByteText;
import dev.belfry.effect.Effect.Attachment;
import dev.belfry.effect.Effect.Call;
import dev.belfry.effect.Effect.Notify;
import dev.belfry.effect.Effect.Priority;
import dev.belfry.effect.Effect.Publish;
import dev.belfry.event.Payload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Effects that wait for their delivery, as bytes. The first byte is the number of the form, the
 * second the kind of effect.
 */
public final class EffectForm {
  private static final int FORM = 1;
  private static final int PUBLISH = 1;
  private static final int NOTIFY = 2;
  private static final int CALL = 3;
  private static final int SNAPSHOT = 1;
  private static final int CLIP = 2;
  private static final int GRAPH = 3;

  private EffectForm() {}

  /**
   * The bytes of an effect that is delivered somewhere.
   *
   * @throws IllegalArgumentException for an alert or a log line, which are not
   */
  public static byte[] write(Effect effect) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORM);
      switch (effect) {
        case Publish it -> {
          writeHead(PUBLISH, it, out);
          ByteText.write(it.topic(), out);
          ByteText.write(it.payload().bytes(), out);
          out.writeByte(it.qos());
          out.writeBoolean(it.retain());
        }
        case Notify it -> {
          writeHead(NOTIFY, it, out);
          writeTexts(it.channels(), out);
          ByteText.write(it.text(), out);
          writeOptional(it.title(), out);
          writeOptional(it.priority().map(Priority::name), out);
          out.writeInt(it.attachments().size());
          for (Attachment attachment : it.attachments()) {
            write(attachment, out);
          }
        }
        case Call it -> {
          writeHead(CALL, it, out);
          ByteText.write(it.connector(), out);
          out.writeBoolean(it.payload().isPresent());
          if (it.payload().isPresent()) {
            ValueForm.write(it.payload().get(), out);
          }
        }
        case Effect.Alert it -> throw new IllegalArgumentException("not delivered: " + it);
        case Effect.Log it -> throw new IllegalArgumentException("not delivered: " + it);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * The effect of these bytes.
   *
   * @throws IOException if they are not what {@link #write} made
   */
  public static Effect read(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int form = in.readUnsignedByte();
      if (form != FORM) {
        throw new IOException("an effect of form " + form + ", which this Belfry does not know");
      }
      int kind = in.readUnsignedByte();
      long time = in.readLong();
      Origin origin = readOrigin(in);
      return switch (kind) {
        case PUBLISH ->
            new Publish(
                time,
                origin,
                ByteText.read(in),
                Payload.of(ByteText.readBytes(in)),
                in.readUnsignedByte(),
                in.readBoolean());
        case NOTIFY ->
            new Notify(
                time,
                origin,
                readTexts(in),
                ByteText.read(in),
                readOptional(in),
                readOptional(in).map(Priority::valueOf),
                readAttachments(in));
        case CALL ->
            new Call(
                time,
                origin,
                ByteText.read(in),
                in.readBoolean() ? Optional.of(ValueForm.read(in)) : Optional.empty());
        default -> throw new IOException("an effect of the unknown kind " + kind);
      };
    } catch (IllegalArgumentException garbled) {
      throw new IOException(garbled);
    }
  }

  private static void writeHead(int kind, Effect effect, DataOutputStream out) throws IOException {
    out.writeByte(kind);
    out.writeLong(effect.timeMillis());
    ByteText.write(effect.origin().kind().name(), out);
    ByteText.write(effect.origin().name(), out);
    out.writeInt(effect.origin().key().size());
    for (Map.Entry<String, String> part : effect.origin().key().entrySet()) {
      ByteText.write(part.getKey(), out);
      ByteText.write(part.getValue(), out);
    }
  }

  private static Origin readOrigin(DataInputStream in) throws IOException {
    Origin.Kind kind = Origin.Kind.valueOf(ByteText.read(in));
    String name = ByteText.read(in);
    Map<String, String> key = new LinkedHashMap<>();
    for (int count = in.readInt(); count > 0; count--) {
      key.put(ByteText.read(in), ByteText.read(in));
    }
    return new Origin(kind, name, key);
  }

  private static void write(Attachment attachment, DataOutputStream out) throws IOException {
    switch (attachment) {
      case Attachment.Snapshot it -> {
        out.writeByte(SNAPSHOT);
        ByteText.write(it.camera(), out);
      }
      case Attachment.Clip it -> {
        out.writeByte(CLIP);
        ByteText.write(it.camera(), out);
        out.writeLong(it.millis());
      }
      case Attachment.Graph it -> {
        out.writeByte(GRAPH);
        writeTexts(it.topics(), out);
        out.writeLong(it.millis());
      }
    }
  }

  private static List<Attachment> readAttachments(DataInputStream in) throws IOException {
    List<Attachment> attachments = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      int kind = in.readUnsignedByte();
      attachments.add(
          switch (kind) {
            case SNAPSHOT -> new Attachment.Snapshot(ByteText.read(in));
            case CLIP -> new Attachment.Clip(ByteText.read(in), in.readLong());
            case GRAPH -> new Attachment.Graph(readTexts(in), in.readLong());
            default -> throw new IOException("an attachment of the unknown kind " + kind);
          });
    }
    return attachments;
  }

  private static void writeOptional(Optional<String> text, DataOutputStream out)
      throws IOException {
    out.writeBoolean(text.isPresent());
    if (text.isPresent()) {
      ByteText.write(text.get(), out);
    }
  }

  private static Optional<String> readOptional(DataInputStream in) throws IOException {
    return in.readBoolean() ? Optional.of(ByteText.read(in)) : Optional.empty();
  }

  private static void writeTexts(List<String> texts, DataOutputStream out) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      ByteText.write(text, out);
    }
  }

  private static List<String> readTexts(DataInputStream in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      texts.add(ByteText.read(in));
    }
    return texts;
  }
}
