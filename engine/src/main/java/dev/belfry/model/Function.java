package dev.belfry.model;

import dev.belfry.codec.Type;
import java.util.List;
import java.util.Locale;

/** A function of the language: how it is written, what it takes, what it gives. */
public enum Function {
  ABS("abs(x)", Gives.AS_GIVEN, Takes.AMOUNT),
  ROUND("round(x, digits)", Gives.NUMBER, 1, Takes.NUMBER, Takes.NUMBER),
  FLOOR("floor(x)", Gives.NUMBER, Takes.NUMBER),
  CEIL("ceil(x)", Gives.NUMBER, Takes.NUMBER),
  MIN("min(a, b)", Gives.AS_GIVEN, Takes.AMOUNTS),
  MAX("max(a, b)", Gives.AS_GIVEN, Takes.AMOUNTS),
  CLAMP("clamp(x, lo, hi)", Gives.AS_GIVEN, Takes.AMOUNT, Takes.SAME, Takes.SAME),
  SCALE(
      "scale(x, in_lo, in_hi, out_lo, out_hi)",
      Gives.NUMBER,
      Takes.NUMBER,
      Takes.NUMBER,
      Takes.NUMBER,
      Takes.NUMBER,
      Takes.NUMBER),
  SQRT("sqrt(x)", Gives.NUMBER, Takes.NUMBER),
  POW("pow(x, y)", Gives.NUMBER, Takes.NUMBER, Takes.NUMBER),
  LOG("log(x)", Gives.NUMBER, Takes.NUMBER),
  SIN("sin(x)", Gives.NUMBER, Takes.NUMBER),
  COS("cos(x)", Gives.NUMBER, Takes.NUMBER),
  LOWER("lower(x)", Gives.TEXT, Takes.TEXT),
  UPPER("upper(x)", Gives.TEXT, Takes.TEXT),
  TRIM("trim(x)", Gives.TEXT, Takes.TEXT),
  LENGTH("length(x)", Gives.NUMBER, Takes.TEXT_OR_LIST),
  REPLACE("replace(x, what, with)", Gives.TEXT, Takes.TEXT, Takes.TEXT, Takes.TEXT),
  SPLIT("split(x, separator)", Gives.TEXTS, Takes.TEXT, Takes.TEXT),
  JOIN("join(list, separator)", Gives.TEXT, Takes.LIST, Takes.TEXT),
  SUBSTRING("substring(x, from, to)", Gives.TEXT, 1, Takes.TEXT, Takes.NUMBER, Takes.NUMBER),
  NUMBER("number(x)", Gives.NUMBER, Takes.TEXT),
  TEXT("text(x)", Gives.TEXT, Takes.ANYTHING),
  BOOL("bool(x)", Gives.BOOL, Takes.TEXT_OR_BOOL),
  JSON("json(x)", Gives.JSON, Takes.ANYTHING),
  DISTANCE(
      "distance(lat1, lon1, lat2, lon2)",
      Gives.NUMBER,
      Takes.NUMBER,
      Takes.NUMBER,
      Takes.NUMBER,
      Takes.NUMBER),
  FORMAT("format(x, \"0.0\")", Gives.TEXT, Takes.FORMATTED, Takes.TEXT);

  /** What an argument must be. */
  public enum Takes {
    NUMBER("a number", Type.Simple.NUMBER),
    /** Texts; text functions see a number as it is printed. */
    TEXT("a text", Type.Simple.TEXT, Type.Simple.NUMBER),
    TEXT_OR_BOOL("a text", Type.Simple.TEXT, Type.Simple.NUMBER, Type.Simple.BOOL),
    TEXT_OR_LIST("a text or a list", Type.Simple.TEXT, Type.Simple.NUMBER),
    LIST("a list"),
    AMOUNT("a number or a duration", Type.Simple.NUMBER, Type.Simple.STRETCH),
    /** One list, or one or more of a kind. */
    AMOUNTS("a number or a duration", Type.Simple.NUMBER, Type.Simple.STRETCH, Type.Simple.MOMENT),
    /** Of the kind of the first argument. */
    SAME("the same"),
    FORMATTED("a number or a time", Type.Simple.NUMBER, Type.Simple.CLOCK, Type.Simple.MOMENT),
    ANYTHING("anything");

    private final String described;

    /** Never changed; Error Prone can't see that of a list. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Type> simple;

    Takes(String described, Type... simple) {
      this.described = described;
      this.simple = List.of(simple);
    }

    /** What it must be, in the author's words. */
    public String described() {
      return described;
    }

    /** Whether a value of this type, alternatives taken for texts, may be one. */
    public boolean accepts(Type type) {
      return type == Type.Simple.ANY
          || this == ANYTHING
          || (type instanceof Type.ListOf && (this == LIST || this == TEXT_OR_LIST))
          || simple.contains(type);
    }
  }

  /** What the function gives. */
  public enum Gives {
    NUMBER,
    TEXT,
    BOOL,
    TEXTS,
    /** What the first argument is. */
    AS_GIVEN,
    /** Anything from a text, a text from anything else. */
    JSON
  }

  private final String usage;
  private final Gives gives;
  private final int optional;

  /** Never changed; Error Prone can't see that of a list. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Takes> takes;

  Function(String usage, Gives gives, Takes... takes) {
    this(usage, gives, 0, takes);
  }

  Function(String usage, Gives gives, int optional, Takes... takes) {
    this.usage = usage;
    this.gives = gives;
    this.optional = optional;
    this.takes = List.of(takes);
  }

  /** How it is called. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How it is written, with names for its arguments. */
  public String usage() {
    return usage;
  }

  public Gives gives() {
    return gives;
  }

  /** Whether it takes one or more arguments of one kind, or one list of them. */
  public boolean takesMany() {
    return takes.getFirst() == Takes.AMOUNTS;
  }

  public int fewest() {
    return takes.size() - optional;
  }

  public int most() {
    return takesMany() ? Integer.MAX_VALUE : takes.size();
  }

  /** What the argument at this place must be. */
  public Takes takes(int index) {
    return takes.get(Math.min(index, takes.size() - 1));
  }
}
