package dev.belfry.check;

import dev.belfry.codec.Codec;
import dev.belfry.codec.Type;
import dev.belfry.formula.FormulaProblem;
import dev.belfry.model.Function;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What can be wrong with declarations that are well formed. */
sealed interface CheckProblem {
  Span at();

  /** A place in a file that explains a problem. */
  record Place(SourceFile file, Span span) {}

  // ---- names

  /** A name that nothing bears. */
  record UnknownName(Span at, String name, boolean called, Collection<String> known)
      implements CheckProblem {}

  /** A name that two declarations bear. */
  record DeclaredTwice(Span at, String firstKind, String kind, String name, Place first)
      implements CheckProblem {}

  /** A capture that the event does not bind. */
  record Unbound(Span at, String name, Collection<String> known) implements CheckProblem {}

  /** A capture that bears the name of a topic or let. */
  record CaptureIsDeclared(Span at, String name) implements CheckProblem {}

  /** A let that needs itself. */
  record Recursive(Span at, String name) implements CheckProblem {}

  /** Lets that put in more and more of each other. */
  record TooManyLets(Span at, String name, int limit) implements CheckProblem {}

  /** Too few or too many arguments. */
  record WrongCount(Span at, String name, int wanted, int given) implements CheckProblem {}

  /** Too few or too many arguments of a function. */
  record WrongCall(Span at, Function function, int given) implements CheckProblem {}

  /** A field that the declared shape does not have. */
  record UnknownField(Span at, String field, String of, Collection<String> known)
      implements CheckProblem {}

  /** {@code value} and its like where there is no message. */
  record NoMessageHere(Span at, String name) implements CheckProblem {}

  // ---- types

  /** Two values that can't be compared or computed with each other. */
  record Mismatch(Span at, String left, Type leftType, String right, Type rightType)
      implements CheckProblem {}

  /** A text that the other side never is. */
  record Never(Span at, String subject, String text, List<String> texts, Optional<Place> declared)
      implements CheckProblem {}

  /** A value where a state must stand. */
  record NotAState(Span at, String what, Type type) implements CheckProblem {}

  /** A value that its topic does not take. */
  record Unfit(
      Span at, String topic, Type wanted, String given, Type type, Optional<Place> declared)
      implements CheckProblem {}

  /** A value of one kind where another must stand. */
  record WrongType(Span at, String what, String wanted, Type type) implements CheckProblem {}

  /** A pattern that neither numbers nor times are written by. */
  record BadFormat(Span at, String pattern, Type of) implements CheckProblem {}

  /** A text that is no formula. */
  record BadFormula(Span at, FormulaProblem problem) implements CheckProblem {}

  /** A regular expression that is none. */
  record BadRegex(Span at, String regex, String why) implements CheckProblem {}

  // ---- topics

  /** A pattern that is no topic filter. */
  record BadPattern(Span at, String pattern, String why) implements CheckProblem {}

  /** Captures of the pattern and parameters of the name differ. */
  record Parameters(Span at, String name, Collection<String> captures) implements CheckProblem {}

  /** A type that no payload of the codec ever is. */
  record CodecAndType(Span at, Codec codec, Type type) implements CheckProblem {}

  /** Wildcards where one topic is meant. */
  record ManyTopics(Span at, String what) implements CheckProblem {}

  /** No topic of a state carries all of its captures. */
  record NoCarrier(Span at, List<String> captures) implements CheckProblem {}

  /** Something else where a topic must stand. */
  record NotATopic(Span at) implements CheckProblem {}

  /** A topic without quotes, which is read as a division. */
  record BarePath(Span at) implements CheckProblem {}

  // ---- actions and connectors

  /** A name that the configuration does not declare. */
  record NotConfigured(Span at, String kind, String name, Collection<String> known)
      implements CheckProblem {}

  /** A word of a closed list that is not on it. */
  record NotOneOf(Span at, String kind, String word, Collection<String> known)
      implements CheckProblem {}

  /** Days of a schedule that are joined as states are. */
  record DaysJoined(Span at, List<String> days) implements CheckProblem {}

  /**
   * A repetition that takes too long.
   *
   * @param nested whether it is those within each other that are too many
   */
  record TooOften(Span at, long times, int limit, boolean nested) implements CheckProblem {}

  // ---- alerts

  /** What can be wrong with alerts and with what asks for them. */
  sealed interface OfAlert extends CheckProblem {
    /** A name that no alert bears. */
    record Unknown(Span at, String name, Collection<String> known) implements OfAlert {}

    /** States of alerts that wait for each other. */
    record Circle(Span at, List<String> names) implements OfAlert {}

    /** Two alerts whose states would be published on one topic. */
    record SameTopic(Span at, String name, String other, String topic, Place first)
        implements OfAlert {}

    /** Too few or too many texts for the captures of an alert. */
    record WrongKey(Span at, String name, List<String> captures) implements OfAlert {}

    /** A clause that may stand once stands twice. */
    record ClauseTwice(Span at, String clause, Place first) implements OfAlert {}

    /** An alert without a state. */
    record NoState(Span at) implements OfAlert {}

    /** A clause about people who were told, where nobody is. */
    record NobodyTold(Span at, String clause) implements OfAlert {}

    /** Reminders without a pause. */
    record TooOften(Span at) implements OfAlert {}

    /** A capture that only {@code unless} mentions. */
    record FreeInUnless(Span at, String name) implements OfAlert {}

    /** The name of an alert where a value must stand. */
    record NameAlone(Span at, String name) implements OfAlert {}

    /** {@code is firing} behind something else than an alert. */
    record NoAlert(Span at) implements OfAlert {}

    /** An alert in a value of a test. */
    record InTest(Span at) implements OfAlert {}
  }

  // ---- events and states

  /** A sequence or count of more events than are remembered. */
  record TooMany(Span at, int times, int limit) implements CheckProblem {}

  /** A state behind {@code when}. */
  record StateInWhen(Span at) implements CheckProblem {}

  /** An event where a state must stand. */
  record EventInState(Span at, String word) implements CheckProblem {}

  /** {@code finally} in a rule that has an event. */
  record FinallyWithEvent(Span at) implements CheckProblem {}

  /** A rule with neither event nor state. */
  record NoTrigger(Span at) implements CheckProblem {}

  /** {@code every} of more than a day that is not whole days. */
  record NotWholeDays(Span at, String written) implements CheckProblem {}

  /** A cron that is none. */
  record BadCron(Span at, CronFault fault) implements CheckProblem {}

  /** What changes by the clock or by messages, in a test. */
  record NotInTest(Span at, String name) implements CheckProblem {}

  /** A word that only stands beside certain others. */
  record Misplaced(Span at, What what) implements CheckProblem {
    /** What stands alone. */
    enum What {
      CLIENT,
      CONNECTED,
      LAST,
      EXTENT
    }
  }

  /** A quantifier over one topic. */
  record NothingRanges(Span at, String word) implements CheckProblem {}

  /** The sun where the configuration does not say where the site is. */
  record NoPlace(Span at, String what) implements CheckProblem {}
}
