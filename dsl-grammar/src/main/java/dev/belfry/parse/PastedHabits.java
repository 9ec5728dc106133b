package dev.belfry.parse;

import java.text.Normalizer;
import java.util.List;

/** Characters that come along when text is pasted. */
final class PastedHabits {
  static final List<Habit> ALL =
      List.of(
          Habit.of(
              "[\\u00A0\\u1680\\u2000-\\u200A\\u202F\\u205F\\u3000]+",
              " ",
              "delete it, and type a plain blank in its place"),
          Habit.of(
              "[\\u200B-\\u200F\\u2028\\u2029\\u2060\\uFEFF\\u00AD]+",
              "",
              "delete it, and what stands beside it if need be, and type that anew"),
          Habit.of(
              "[\\uFF01-\\uFF5E]+",
              found -> Normalizer.normalize(found.group(), Normalizer.Form.NFKC),
              "type the plain sign"),
          Habit.of(
                  "^(?:<{7}|={7}|>{7}).*\\n?",
                  "",
                  "this is a mark of git: keep one of the two versions, and delete the lines with"
                      + " `<<<<<<<`, `=======` and `>>>>>>>`")
              .inWords());

  private PastedHabits() {}
}
