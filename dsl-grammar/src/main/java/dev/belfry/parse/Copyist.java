package dev.belfry.parse;

import dev.belfry.source.SourceFile;
import dev.belfry.syntax.Manuscript;
import dev.belfry.syntax.Manuscript.Comment;
import dev.belfry.syntax.Manuscript.Margin;
import dev.belfry.syntax.Manuscript.Part;
import dev.belfry.syntax.Manuscript.Passage;
import dev.belfry.syntax.Manuscript.Phrase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Copies what an author wrote, declaration by declaration, while a file is read. */
final class Copyist {
  private static final Set<Integer> QUOTED =
      Set.of(RulesLexer.RULE, RulesLexer.ALERT, RulesLexer.TEST);
  private static final Pattern BLANKS = Pattern.compile("[ \t]+");
  private static final Pattern AMOUNT_THEN_UNIT = Pattern.compile("(?<=[0-9])(?=[a-z])");
  private static final Pattern UNIT_THEN_AMOUNT = Pattern.compile("(?<=[a-z])(?=[0-9])");

  private final SourceFile file;
  private final Map<Integer, Margin> before = new HashMap<>();
  private final Map<Integer, String> behind = new HashMap<>();
  private final List<Passage> passages = new ArrayList<>();
  private Margin end = Margin.NONE;

  /** A copyist of a file that is made of these words and comments. */
  Copyist(SourceFile file, List<CommonToken> all) {
    this.file = file;
    noteMargins(all);
  }

  Manuscript manuscript() {
    return new Manuscript(List.copyOf(passages), end);
  }

  private void noteMargins(List<CommonToken> all) {
    List<Comment> comments = new ArrayList<>();
    int lastWord = -1;
    int from = 0;
    for (CommonToken token : all) {
      int lineEnds = lineEnds(from, token.getStartIndex());
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        note(token.getStartIndex(), new Margin(List.copyOf(comments), lineEnds > 1));
        comments.clear();
        lastWord = token.getStartIndex();
      } else if (lineEnds == 0 && lastWord >= 0) {
        behind.put(lastWord, token.getText().stripTrailing());
      } else {
        comments.add(new Comment(token.getText().stripTrailing(), lineEnds > 1));
      }
      from = token.getStopIndex() + 1;
    }
    end = new Margin(List.copyOf(comments), false);
  }

  private void note(int word, Margin margin) {
    if (!margin.equals(Margin.NONE)) {
      before.put(word, margin);
    }
  }

  private int lineEnds(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      char at = file.text().charAt(i);
      if (at == '\n' || (at == '\r' && file.text().charAt(i + 1) != '\n')) {
        count++;
      }
    }
    return count;
  }

  /** Copies a declaration that was read. */
  void legible(RulesParser.DeclarationContext declaration) {
    boolean openEnded =
        declaration instanceof RulesParser.TopicDeclarationContext
            || declaration instanceof RulesParser.LetDeclarationContext;
    passages.add(new Manuscript.Legible(phrase(declaration, openEnded)));
  }

  /** Copies a declaration that could not be read. */
  void illegible(List<CommonToken> piece) {
    int start = piece.getFirst().getStartIndex();
    passages.add(
        new Manuscript.Illegible(
            before(start),
            QUOTED.contains(piece.getFirst().getType()),
            file.text().substring(start, piece.getLast().getStopIndex() + 1),
            behind(piece.getLast().getStartIndex())));
  }

  private Margin before(int start) {
    return before.getOrDefault(start, Margin.NONE);
  }

  private Optional<String> behind(int start) {
    return Optional.ofNullable(behind.get(start));
  }

  /**
   * Copies words that belong together.
   *
   * @param openEnded whether a declaration may begin where a line does
   */
  private Phrase phrase(ParserRuleContext context, boolean openEnded) {
    boolean inside = openEnded && context.getStart().getType() != RulesLexer.LBRACE;
    return new Phrase(
        Forms.of(context), context.children.stream().map(child -> part(child, inside)).toList());
  }

  private Part part(ParseTree tree, boolean openEnded) {
    ParseTree only = tree;
    while (only.getChildCount() == 1
        && Forms.of((ParserRuleContext) only) == Manuscript.Form.WORDS) {
      only = only.getChild(0);
    }
    return only instanceof TerminalNode word
        ? word(word.getSymbol(), openEnded)
        : phrase((ParserRuleContext) only, openEnded);
  }

  private Manuscript.Word word(Token token, boolean openEnded) {
    String text = token.getText();
    return new Manuscript.Word(
        switch (token.getType()) {
          case RulesLexer.DURATION -> spaced(text);
          case RulesLexer.TEXT -> text.replace("\r\n", "\n");
          default -> text;
        },
        before(token.getStartIndex()),
        behind(token.getStartIndex()),
        openEnded && Cutter.OPENING_WORDS.contains(text));
  }

  private static String spaced(String duration) {
    String apart = AMOUNT_THEN_UNIT.matcher(duration).replaceAll(" ");
    apart = UNIT_THEN_AMOUNT.matcher(apart).replaceAll(" ");
    return BLANKS.matcher(apart).replaceAll(" ");
  }
}
