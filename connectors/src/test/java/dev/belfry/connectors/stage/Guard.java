package dev.belfry.connectors.stage;

import dev.belfry.connectors.stage.WebHost.Asked;
import dev.belfry.connectors.stage.WebHost.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets only the user belfry with the password "op en" in; Digest as RFC 7616 has it. */
public final class Guard {
  private static final String USER = "belfry";
  private static final String PASSWORD = "op en";
  private static final Pattern FIELD = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]+))");

  private Guard() {}

  public static Function<Asked, Reply> basic(Reply inside) {
    String login = USER + ":" + PASSWORD;
    String wanted =
        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    return asked ->
        asked.header("Authorization").filter(wanted::equals).isPresent()
            ? inside
            : Reply.of(401, "who?").with("WWW-Authenticate", "Basic realm=\"porch\"");
  }

  public static Function<Asked, Reply> digest(String algorithm, Reply inside) {
    String challenge =
        "Digest realm=\"porch\", qop=\"auth\", algorithm="
            + algorithm
            + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv\", opaque=\"FQhe/qaU925kfnzjCev0ciny\"";
    return asked ->
        asked.header("Authorization").filter(shown -> isRight(shown, algorithm, asked)).isPresent()
            ? inside
            : Reply.of(401, "who?").with("WWW-Authenticate", challenge);
  }

  private static boolean isRight(String shown, String algorithm, Asked asked) {
    Map<String, String> fields = new HashMap<>();
    Matcher matcher = FIELD.matcher(shown);
    while (matcher.find()) {
      String quoted = matcher.group(2);
      fields.put(matcher.group(1), quoted == null ? matcher.group(3) : quoted);
    }
    String secret = hash(algorithm, USER + ":porch:" + PASSWORD);
    String request = hash(algorithm, asked.method() + ":" + asked.uri());
    String proof =
        String.join(
            ":",
            secret,
            fields.get("nonce"),
            fields.get("nc"),
            fields.get("cnonce"),
            fields.get("qop"),
            request);
    return hash(algorithm, proof).equals(fields.get("response"))
        && asked.uri().equals(fields.get("uri"));
  }

  private static String hash(String algorithm, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
