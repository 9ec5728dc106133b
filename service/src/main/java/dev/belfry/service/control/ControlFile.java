package dev.belfry.service.control;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Where a running service listens to commands, and the word that lets them in. It lies in the data
 * folder, readable by the user that runs the service: who may read it may give orders.
 */
public record ControlFile(URI url, String token) {
  private static final String NAME = "control.json";
  private static final int TOKEN_BYTES = 32;
  private static final JsonFactory JSON = new JsonFactory();

  /** A token that nobody can guess. */
  public static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Path in(Path data) {
    return data.resolve(NAME);
  }

  /** Puts it into the data folder, whole or not at all, in place of an earlier one. */
  public void write(Path data) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("url", url.toString());
      json.writeStringProperty("token", token);
      json.writeEndObject();
    }
    Path draft = data.resolve(NAME + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(draft, ownersOnly(data));
    Files.writeString(draft, text + "\n");
    Files.move(
        draft, in(data), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static FileAttribute<?>[] ownersOnly(Path data) {
    if (!data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(owner)};
  }

  /** The file in a data folder; absent where no service runs, or where it is none. */
  public static Optional<ControlFile> read(Path data) throws IOException {
    String text;
    try {
      text = Files.readString(in(data));
    } catch (NoSuchFileException noService) {
      return Optional.empty();
    }
    String url = "";
    String token = "";
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        String value = json.nextToken() == JsonToken.VALUE_STRING ? json.getString() : "";
        url = name.equals("url") ? value : url;
        token = name.equals("token") ? value : token;
      }
      return Optional.of(new ControlFile(URI.create(url), token));
    } catch (JacksonException | IllegalArgumentException torn) {
      return Optional.empty();
    }
  }

  /** Removes the file from a data folder. */
  public static void remove(Path data) {
    try {
      Files.deleteIfExists(in(data));
    } catch (IOException inTheWay) {
      // The token in it lets nobody in any more.
    }
  }

  /** Nobody sees the token in a log. */
  @Override
  public String toString() {
    return "control of " + url;
  }
}
