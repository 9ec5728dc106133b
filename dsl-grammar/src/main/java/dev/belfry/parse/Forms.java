package dev.belfry.parse;

import dev.belfry.syntax.Manuscript.Form;
import org.antlr.v4.runtime.ParserRuleContext;

/** What the grammar's rules are for those who lay a file out. */
final class Forms {
  private Forms() {}

  static Form of(ParserRuleContext context) {
    return switch (context) {
      case RulesParser.TopicDeclarationContext ignored -> Form.TOPIC;
      case RulesParser.LetDeclarationContext ignored -> Form.LET;
      case RulesParser.RuleDeclarationContext ignored -> Form.RULE;
      case RulesParser.AlertDeclarationContext ignored -> Form.ALERT;
      case RulesParser.TestDeclarationContext ignored -> Form.TEST;
      case RulesParser.IfActionContext ignored -> Form.IF;
      case RulesParser.AlternativesTypeContext type -> joined(type);
      case RulesParser.ShapeTypeContext ignored -> Form.FIELDS;
      case RulesParser.ListTypeContext ignored -> Form.LIST;
      case RulesParser.ExpressionContext choice -> choice.IF() == null ? Form.WORDS : Form.CHOICE;
      case RulesParser.ListPrimaryContext ignored -> Form.LIST;
      case RulesParser.ObjectPrimaryContext ignored -> Form.FIELDS;
      case RulesParser.GroupPrimaryContext ignored -> Form.GROUP;
      default -> byRule(context);
    };
  }

  private static Form byRule(ParserRuleContext context) {
    return switch (context.getRuleIndex()) {
      case RulesParser.RULE_header,
          RulesParser.RULE_clause,
          RulesParser.RULE_action,
          RulesParser.RULE_step ->
          Form.SENTENCE;
      case RulesParser.RULE_block -> Form.BLOCK;
      case RulesParser.RULE_notifyOption -> Form.OPTION;
      case RulesParser.RULE_disjunction, RulesParser.RULE_sum, RulesParser.RULE_product ->
          joined(context);
      case RulesParser.RULE_conjunction ->
          context.getChildCount() == 1 ? Form.WORDS : Form.CONTINUED;
      case RulesParser.RULE_field, RulesParser.RULE_pair -> Form.FIELD;
      case RulesParser.RULE_captures, RulesParser.RULE_arguments -> Form.ARGUMENTS;
      case RulesParser.RULE_unary, RulesParser.RULE_postfix ->
          context.getChildCount() == 1 ? Form.WORDS : Form.CLINGING;
      default -> Form.WORDS;
    };
  }

  private static Form joined(ParserRuleContext context) {
    return context.getChildCount() == 1 ? Form.WORDS : Form.JOINED;
  }
}
