package dev.belfry.parse;

import dev.belfry.parse.RulesParser.PrimaryContext;
import dev.belfry.parse.RulesParser.ScheduleContext;
import dev.belfry.source.Span;
import dev.belfry.syntax.Expression;
import dev.belfry.syntax.Name;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Builds the smallest phrases: literals, names, calls, schedules. */
final class Primaries {
  private final Phrases phrases;
  private final Texts texts;

  Primaries(Phrases phrases, Texts texts) {
    this.phrases = phrases;
    this.texts = texts;
  }

  Expression primary(PrimaryContext context) {
    Span span = Phrases.span(context);
    return switch (context) {
      case RulesParser.NumberPrimaryContext number ->
          new Expression.Numeral(Units.number(number.NUMBER().getSymbol()), span);
      case RulesParser.DurationPrimaryContext duration ->
          new Expression.Duration(Phrases.millis(duration.DURATION()), span);
      case RulesParser.TimePrimaryContext time ->
          new Expression.TimeOfDay(Units.time(time.TIME().getSymbol()), span);
      case RulesParser.TextPrimaryContext text ->
          new Expression.Text(texts.template(text.TEXT().getSymbol()), span);
      case RulesParser.ConstantPrimaryContext constant ->
          constant.NULL() != null
              ? new Expression.Null(span)
              : new Expression.Bool(constant.TRUE() != null, span);
      case RulesParser.ListPrimaryContext list ->
          new Expression.ListOf(list.expression().stream().map(phrases::expression).toList(), span);
      case RulesParser.ObjectPrimaryContext object ->
          new Expression.ObjectOf(object.pair().stream().map(this::pair).toList(), span);
      case RulesParser.GroupPrimaryContext group -> phrases.expression(group.expression());
      case RulesParser.TopicPrimaryContext topic ->
          new Expression.TopicPattern(Texts.name(topic.TEXT().getSymbol()), span);
      case RulesParser.AlertPrimaryContext alert ->
          new Expression.AlertName(Texts.name(alert.TEXT().getSymbol()), span);
      case RulesParser.LogPrimaryContext log ->
          call(new Name("log", Lexing.span(log.LOG().getSymbol())), log.arguments(), span);
      case RulesParser.NamePrimaryContext name ->
          call(Phrases.name(name.name()), name.arguments(), span);
      default -> throw new IllegalStateException(context.getText());
    };
  }

  static Expression schedule(ScheduleContext context) {
    Span span = Phrases.span(context);
    return switch (context) {
      case RulesParser.EveryScheduleContext every ->
          new Expression.Every(Phrases.period(every.DURATION()), span);
      case RulesParser.AtScheduleContext at ->
          new Expression.At(
              moment(at.moment()),
              at.name().stream().map(Phrases::name).toList(),
              at.CATCH() == null ? Optional.empty() : Optional.of(Phrases.millis(at.DURATION())),
              span);
      case RulesParser.CronScheduleContext cron ->
          new Expression.Cron(
              Texts.name(cron.TEXT().getSymbol()),
              cron.CATCH() == null
                  ? Optional.empty()
                  : Optional.of(Phrases.millis(cron.DURATION())),
              span);
      case RulesParser.StartupScheduleContext startup -> new Expression.Startup(span);
      default -> throw new IllegalStateException(context.getText());
    };
  }

  private static Expression.Moment moment(RulesParser.MomentContext context) {
    Span span = Phrases.span(context);
    if (context.TIME() != null) {
      return new Expression.Moment.Clock(Units.time(context.TIME().getSymbol()), span);
    }
    long offset = 0;
    if (context.DURATION() != null) {
      long millis = Phrases.millis(context.DURATION());
      boolean before = context.getChild(1).getText().equals("-");
      offset = before ? -millis : millis;
    }
    return new Expression.Moment.Sun(context.SUNRISE() != null, offset, span);
  }

  private Expression.Pair pair(RulesParser.PairContext context) {
    return new Expression.Pair(
        key(context.word(), context.getStart()), phrases.expression(context.expression()));
  }

  static Name key(RulesParser.@Nullable WordContext word, Token token) {
    return word == null ? Texts.name(token) : Phrases.word(word);
  }

  private Expression call(Name name, RulesParser.@Nullable ArgumentsContext arguments, Span span) {
    return new Expression.Reference(
        name, arguments != null, arguments == null ? List.of() : arguments(arguments), span);
  }

  List<Expression> arguments(RulesParser.ArgumentsContext context) {
    return context.argument().stream().map(this::argument).toList();
  }

  private Expression argument(RulesParser.ArgumentContext context) {
    Span span = Phrases.span(context);
    return switch (context) {
      case RulesParser.AnyArgumentContext any -> new Expression.Any(span);
      case RulesParser.LastArgumentContext last ->
          new Expression.Last(Units.count(last.NUMBER().getSymbol()), span);
      case RulesParser.ValueArgumentContext value -> phrases.expression(value.expression());
      default -> throw new IllegalStateException(context.getText());
    };
  }
}
