package dev.belfry.parse;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;

/** How other tools build a rule, an alert or a test. */
final class RuleHabits {
  private static final String SMALL = "words of the language are written in small letters";
  private static final String THEN = "actions follow after `then`";
  private static final String IF = "`if` stands among actions; a rule asks a state with `while`";

  static final List<Habit> ALL =
      List.of(
          Habit.of("\\bwhen\\s*\\(([^\\n{]*)\\)\\s*\\{", "when $1 then", "`then` needs no braces"),
          Habit.of("^([ \\t]*)(?:triggers?|on|events?)\\s*:\\s*", "$1when "),
          Habit.of("^([ \\t]*)conditions?\\s*:\\s*", "$1while "),
          Habit.of(
              "^([ \\t]*)((?:at|every|cron|startup)\\b)",
              "$1when $2",
              "a time stands behind `when`"),
          Habit.of(
              "\\b(?:only\\s+(?:if|when|while)|provided(?:\\s+that)?|as\\s+long\\s+as|where)\\b",
              "while"),
          Habit.of(
              "^([ \\t]*)("
                  + Habits.TOPIC
                  + "\\s+(?:becomes|changes|rises|falls|updates|receives)\\b)",
              "$1when $2",
              "an event stands behind `when`"),
          Habit.of(
              "^([ \\t]*)(" + Habits.TOPIC + "\\s+(?:is\\b|[<>!=]=?))",
              "$1while $2",
              "a state stands behind `while`"),
          Habit.of("\\b(rule|alert|test)\\s*:\\s*(?=[\"{])", "$1 "),
          Habit.of("\\bfor\\s+(\\d+)\\s+times\\b", "repeat $1 times"),
          Habit.of("\\brepeat\\s+(\\d+)\\s*(?:x\\s*)?(?=\\{)", "repeat $1 times "),
          Habit.of(
              "^(\\s*)(?:if|when|whenever)\\s*\\(?([^{}\\n]*?)\\)?\\s*\\{(?=[\\s\\S]*\\})",
              RuleHabits::aroundActions,
              "a condition stands in a rule"),
          Habit.of(
              "\\bif\\s*\\(?([^\\n{}]*?)\\)?\\s*\\{",
              "while $1 then",
              IF + ", and `then` needs no braces"),
          Habit.of(
              "^(\\s*)if\\b(?=[^\\n]*\\b(?:becomes|changes|updates|receives|rises|falls|every|at|startup)\\b)",
              "$1when",
              "an event stands behind `when`"),
          Habit.of("\\bif\\b", "while", IF),
          Habit.of(
                  "^(\\s*)(?:on|whenever|once|event|trigger|triggered by|if"
                      + " ever)\\b(?=\\s+[\\p{L}\"])",
                  "$1when",
                  "an event stands behind `when`")
              .inAnyCase(),
          Habit.of(
              "\\s*\\b(?:and|or)\\s+when\\s+(" + Habits.TOPIC + ")\\s+(?:is|==)\\s+",
              " while $1 is ",
              "what is the case at that moment stands behind `while`"),
          Habit.of("\\bor\\s+when\\b", "or"),
          Habit.of(
              "\\s*\\band\\s+when\\s+(" + Habits.TOPIC + ")\\s+(?:becomes|changes to)\\s+",
              " while $1 is ",
              "two events never happen at one instant; ask for one as a state"),
          Habit.of("\\band\\s+(?:while|if)\\b", "while"),
          Habit.of("(when[^\\n]*?)\\s*\\n\\s*when\\b", "$1 or", "join the two with `or`"),
          Habit.of("(while[^\\n]*?)\\s*\\n\\s*while\\b", "$1 and", "join the two with `and`"),
          Habit.of("\\bunless\\s+([^\\n]+?)[ \\t]*$", "while not ($1)", "write `while not (…)`"),
          Habit.of(
                  "\\belse\\b",
                  "finally",
                  "what follows the end of a `while` stands behind `finally`")
              .inWords(),
          Habit.of("\\b(?:elseif|elsif|elif|else\\s+when)\\b", "else if"),
          Habit.of(
              "\\bif\\s+([^\\n{}]+?)\\s+then\\s*\\n\\s*([^\\n]+)",
              "if $1 { $2 }",
              "actions behind `if` stand in braces"),
          Habit.of("^(\\s*)(?:do|then do|actions?|=>|->)\\s*:?(?=\\s)", "$1then", THEN),
          Habit.of("[ \\t]*(?:=>|->|\\bdo\\b|\\baction\\b)[ \\t]*", " then ", THEN),
          Habit.of(
              "^(\\s*)(" + "publish|set|notify|call|wait|repeat|log|stop" + ")\\b",
              "$1then $2",
              THEN),
          Habit.of("\\bthen\\s*\\{", "then", "actions need no braces behind `then`").inWords(),
          Habit.of(
              "\\b(when|while|then|if|else|finally|message|severity|notify|publish|title|mode)\\s*:\\s*(?:-["
                  + " \\t]+)?",
              "$1 ",
              "no colon and no dash stands there"),
          Habit.of("^(\\s*)-[ \\t]+(?=\\p{L})", "$1", "no dash stands there"),
          Habit.of(
              "\\b(rule|alert|test)\\s+("
                  + Habits.TEXT
                  + ")\\s*(?::|do\\b|=|->)?\\s*(?=\\b(?:when|while|given|send|then|at)\\b)",
              "$1 $2 {\n",
              "what belongs to a rule stands between `{` and `}`"),
          Habit.of("\\b(rule|alert|test)\\s*\\{", "$1 \"Name\" {", "it needs a name in quotes"),
          Habit.of(
              "\\b(rule|alert|test)\\s+([^\"{\\n]+?)\\s*\\{",
              "$1 \"$2\" {",
              "its name stands in quotes"),
          Habit.of("^Rule\\b", "rule", SMALL),
          Habit.of(
              "^(?:automation|Automation|trigger|on|script|scene|function|event|job|workflow|policy)\\s+("
                  + Habits.TEXT
                  + "\\s*\\{)",
              "rule $1"),
          Habit.of(
              "^(?:var|const|set|define|def|val|int|float|double|string|auto)\\s+("
                  + Habits.NAME
                  + ")\\s*=",
              "let $1 ="),
          Habit.of("=\\s*;", "= 30", "a value is missing behind `=`; for example"),
          Habit.of(
              "^(\\s*)(?:expr|condition|if|when)\\s*:\\s*",
              "$1while ",
              "an alert asks a state with `while`"),
          Habit.of(
              "\\bwhen\\s+(" + Habits.TOPIC + ")\\s+rises\\s+above\\b",
              "while $1 >",
              "an alert lasts: it asks a state"),
          Habit.of(
              "\\bwhen\\s+(" + Habits.TOPIC + ")\\s+falls\\s+below\\b",
              "while $1 <",
              "an alert lasts: it asks a state"),
          Habit.of(
              "\\bwhen\\s+(" + Habits.TOPIC + ")\\s+(?:becomes|changes\\s+to)\\b",
              "while $1 is",
              "an alert lasts: it asks a state"),
          Habit.of("\\bthen\\s+(?=notify\\b)", "", "in an alert `notify` stands without `then`"),
          Habit.of(
              "\\b(?:summary|description|text|annotation)\\s*:?\\s*(" + Habits.TEXT + ")",
              "message $1"),
          Habit.of(
              "\\bexpect\\s+(" + Habits.TOPIC + ")\\s*(?:is|==|=|becomes|to be)\\s*",
              "expect publish $1 ",
              "a test expects an effect"),
          Habit.of("^(\\s*)(?:publish|post|receive)\\b", "$1send", "in a test a message is sent"),
          Habit.of(
              "^(\\s*)(?:wait|delay|sleep|advance)(?:\\s+for)?\\b",
              "$1after",
              "in a test time passes with `after`"),
          Habit.of("^(\\s*)(?:assert|check|verify|should)\\b", "$1expect"),
          Habit.of(
              "\\A(when|while)\\b([^\\n]*)",
              "rule \"Name\" {\n$1$2",
              "a rule has a name, and braces around it"),
          Habit.of("^end(?:rule|if)?\\b", "}"),
          Habit.of("\\b[\\p{Lu}][\\p{L}]*\\b", RuleHabits::inSmallLetters, SMALL));

  private RuleHabits() {}

  private static String aroundActions(MatchResult found) {
    boolean event =
        found.group(2).matches(".*\\b(?:becomes|changes|updates|receives|rises|falls)\\b.*");
    return found.group(1)
        + "rule \"Name\" { "
        + (event ? "when " : "while ")
        + found.group(2).strip()
        + " then";
  }

  private static String inSmallLetters(MatchResult found) {
    String small = found.group().toLowerCase(Locale.ROOT);
    return Hints.isKeyword(small) ? small : found.group();
  }
}
