/*
 * The Belfry rule language. One declaration is parsed at a time: the text is cut where declarations begin,
 * so that a mistake in one rule is not a mistake in the next.
 *
 * Events and states share one grammar of phrases; which may stand where is decided when the tree is built
 * and checked, in the author's words.
 */
grammar Rules;

@lexer::members {
  /** A unit is a unit only where no word goes on: `5 min` and `1h30min`, but not the `s` of `5 set`. */
  private boolean wordEnds() {
    int next = _input.LA(1);
    return Character.isDigit(next) || !Character.isUnicodeIdentifierPart(next);
  }
}

unit   : declaration EOF ;
phrase : expression EOF ;

declaration
    : TOPIC name captures? '=' TEXT ( FROM name )? ( ':' type )? ( '=' sum )? ( STALE AFTER DURATION )? ( AS name )?  # topicDeclaration
    | LET name captures? '=' ( MVEL TEXT | expression )                                                               # letDeclaration
    | RULE TEXT '{' header* THEN action+ ( FINALLY action+ )? '}'                                                     # ruleDeclaration
    | ALERT TEXT '{' clause* '}'                                                                                      # alertDeclaration
    | TEST TEXT '{' ( START DATE TIME? )? step* '}'                                                                   # testDeclaration
    ;

captures : '(' name ( ',' name )* ')' ;

type
    : TEXT ( '|' TEXT )*                            # alternativesType
    | '{' ( field ( ',' field )* ','? )? '}'        # shapeType
    | '[' type ']'                                  # listType
    | name                                          # namedType
    ;

field : ( word | TEXT ) ':' type ;

// ---- rules and alerts

header
    : WHEN disjunction                                              # whenHeader
    | WHILE disjunction                                             # whileHeader
    | AT MOST ( NUMBER TIMES | ONCE ) PER DURATION OVERALL?         # limitHeader
    | MODE name                                                     # modeHeader
    ;

clause
    : WHILE disjunction                                             # whileClause
    | SEVERITY name                                                 # severityClause
    | MESSAGE TEXT                                                  # messageClause
    | NOTIFY audience TEXT? notifyOption*                           # notifyClause
    | REMIND EVERY DURATION                                         # remindClause
    | ESCALATE TO audience AFTER DURATION                           # escalateClause
    | UNLESS disjunction                                            # unlessClause
    | RESOLVED NOTIFY audience TEXT? notifyOption*                  # resolvedClause
    ;

block : '{' action* '}' ;

action
    : PUBLISH target expression ( QOS NUMBER )? RETAIN?             # publishAction
    | SET target expression                                         # setAction
    | NOTIFY audience TEXT notifyOption*                            # notifyAction
    | CALL name disjunction?                                        # callAction
    | WAIT DURATION                                                 # waitAction
    | WAIT UNTIL disjunction ( FOR AT MOST DURATION )?              # waitUntilAction
    | REPEAT NUMBER TIMES ( EVERY DURATION )? block                 # repeatAction
    | IF disjunction block ( ELSE IF disjunction block )* ( ELSE block )?  # ifAction
    | LOG name? TEXT                                                # logAction
    | STOP                                                          # stopAction
    ;

audience : name ( ',' name )* ;

notifyOption
    : TITLE TEXT                                                    # titleOption
    | PRIORITY name                                                 # priorityOption
    | WITH attachment ( ',' attachment )*                           # attachmentOption
    ;

attachment
    : SNAPSHOT OF name                                              # snapshotAttachment
    | CLIP OF name FOR DURATION                                     # clipAttachment
    | GRAPH OF target ( ',' target )* OVER DURATION                 # graphAttachment
    ;

target
    : TEXT
    | TOPIC TEXT
    | name arguments?
    ;

// ---- tests

step
    : GIVEN target IS sum                                           # givenStep
    | SEND target expression RETAINED?                              # sendStep
    | AFTER DURATION                                                # afterStep
    | AT TIME                                                       # atStep
    | RESTART                                                       # restartStep
    | FAIL ( NOTIFY | CALL ) name ( NUMBER TIMES )?                 # failStep
    | ACKNOWLEDGE ALERT TEXT ( FOR TEXT ( ',' TEXT )* )?            # acknowledgeStep
    | EXPECT expectation                                            # expectStep
    ;

expectation
    : NO effect ( WITHIN DURATION )?                                # noExpectation
    | NOTHING ( WITHIN DURATION )?                                  # nothingExpectation
    | ALERT TEXT ( FOR TEXT ( ',' TEXT )* )? name                   # alertExpectation
    | effect ( WITHIN DURATION )?                                   # effectExpectation
    ;

effect
    : PUBLISH target sum? RETAIN?                                   # publishEffect
    | NOTIFY name ( CONTAINING TEXT )? ( WITH attachment )?         # notifyEffect
    | CALL name sum?                                                # callEffect
    | LOG ( CONTAINING TEXT )?                                      # logEffect
    ;

// ---- phrases: values, states and events

expression
    : IF disjunction THEN expression ELSE expression
    | disjunction
    ;

disjunction : conjunction ( OR conjunction )* ;

conjunction : negation conjunct* ;

conjunct
    : AND negation                                                  # andConjunct
    | NUMBER TIMES WITHIN DURATION                                  # timesConjunct
    | NOT? FOLLOWED BY negation WITHIN DURATION                     # followedConjunct
    ;

negation
    : NOT negation
    | comparison
    ;

comparison : stretch ( UNTIL stretch )* ;

stretch
    : sum tail? ( FOR DURATION ( TOLERATING DURATION )? )?
    | schedule
    ;

tail
    : ( '==' | '!=' | '<' | '<=' | '>' | '>=' ) sum                 # operatorTail
    | IS NOT? ( KNOWN | UNKNOWN )                                   # knownTail
    | IS NOT? ( CONNECTED | FIRING )                                # statusTail
    | IS ( ABOVE | BELOW ) sum                                      # beyondTail
    | IS NOT? sum                                                   # isTail
    | BETWEEN sum AND sum                                           # betweenTail
    | IN sum                                                        # inTail
    | ( CONTAINS | STARTS WITH | ENDS WITH ) sum                    # textTail
    | MATCHES TEXT                                                  # matchesTail
    | SILENT FOR DURATION                                           # silentTail
    | UPDATES                                                       # updatesTail
    | RECEIVES sum                                                  # receivesTail
    | BECOMES sum                                                   # becomesTail
    | CHANGES ( FROM sum )? ( TO sum )?                             # changesTail
    | RISES ABOVE sum                                               # risesTail
    | FALLS BELOW sum                                               # fallsTail
    ;

sum     : product ( ( '+' | '-' ) product )* ;
product : unary ( ( '*' | '/' | '%' ) unary )* ;
unary   : '-' unary | postfix ;
postfix : primary ( '.' word | '[' expression ']' )* ;

primary
    : NUMBER                                                        # numberPrimary
    | DURATION                                                      # durationPrimary
    | TIME                                                          # timePrimary
    | TEXT                                                          # textPrimary
    | ( TRUE | FALSE | NULL )                                       # constantPrimary
    | '[' ( expression ( ',' expression )* ','? )? ']'              # listPrimary
    | '{' ( pair ( ',' pair )* ','? )? '}'                          # objectPrimary
    | '(' expression ')'                                            # groupPrimary
    | TOPIC TEXT                                                    # topicPrimary
    | ALERT TEXT                                                    # alertPrimary
    | LOG arguments                                                 # logPrimary
    | name arguments?                                               # namePrimary
    ;

/** No value begins with one of these words, so that in a test `at 06:00` is a step of its own. */
schedule
    : EVERY DURATION                                                # everySchedule
    | AT moment ( ON name ( ',' name )* )? ( CATCH UP DURATION )?   # atSchedule
    | CRON TEXT ( CATCH UP DURATION )?                              # cronSchedule
    | STARTUP                                                       # startupSchedule
    ;

moment
    : TIME
    | ( SUNRISE | SUNSET ) ( ( '+' | '-' ) DURATION )?
    ;

pair : ( word | TEXT ) ':' expression ;

arguments : '(' ( argument ( ',' argument )* )? ')' ;

argument
    : '_'                                                           # anyArgument
    | LAST NUMBER                                                   # lastArgument
    | expression                                                    # valueArgument
    ;

name
    : IDENTIFIER
    | ABOVE | ALERT | AS | BELOW | BY | CATCH | CLIP | CONNECTED | CONTAINING | ESCALATE | FIRING | FOLLOWED | FROM
    | GRAPH | KNOWN | LAST | LET | MESSAGE | MODE | MOST | MVEL | NO | NOTHING | OF | ONCE | OVER | OVERALL | PER
    | PRIORITY | QOS | REMIND | RESOLVED | RULE | SEVERITY | SNAPSHOT | STALE | SUNRISE | SUNSET | TEST | TITLE | TO
    | TOPIC | UNKNOWN | UNLESS | UP
    ;

/** After a dot and before a colon any word is a name. */
word
    : name
    | ACKNOWLEDGE | AFTER | AND | AT | BECOMES | BETWEEN | CALL | CHANGES | CONTAINS | CRON | ELSE | ENDS | EVERY
    | EXPECT | FAIL | FALLS | FALSE | FINALLY | FOR | GIVEN | IF | IN | IS | LOG | MATCHES | NOT | NOTIFY | NULL | ON
    | OR | PUBLISH | RECEIVES | REPEAT | RESTART | RETAIN | RETAINED | RISES | SEND | SET | SILENT | START | STARTS
    | STARTUP | STOP | THEN | TIMES | TOLERATING | TRUE | UNTIL | UPDATES | WAIT | WHEN | WHILE | WITH | WITHIN
    ;

// ---- words

ABOVE: 'above';            ACKNOWLEDGE: 'acknowledge'; AFTER: 'after';          ALERT: 'alert';
AND: 'and';                AS: 'as';                   AT: 'at';                BECOMES: 'becomes';
BELOW: 'below';            BETWEEN: 'between';         BY: 'by';                CALL: 'call';
CATCH: 'catch';            CHANGES: 'changes';         CLIP: 'clip';            CONNECTED: 'connected';
CONTAINING: 'containing';  CONTAINS: 'contains';       CRON: 'cron';            ELSE: 'else';
ENDS: 'ends';              ESCALATE: 'escalate';       EVERY: 'every';          EXPECT: 'expect';
FAIL: 'fail';              FALLS: 'falls';             FALSE: 'false';          FINALLY: 'finally';
FIRING: 'firing';          FOLLOWED: 'followed';       FOR: 'for';              FROM: 'from';
GIVEN: 'given';            GRAPH: 'graph';             IF: 'if';                IN: 'in';
IS: 'is';                  KNOWN: 'known';             LAST: 'last';            LET: 'let';
LOG: 'log';                MATCHES: 'matches';         MESSAGE: 'message';      MODE: 'mode';
MOST: 'most';              MVEL: 'mvel';               NO: 'no';                NOT: 'not';
NOTHING: 'nothing';        NOTIFY: 'notify';           NULL: 'null';            OF: 'of';
ON: 'on';                  ONCE: 'once';               OR: 'or';                OVER: 'over';
OVERALL: 'overall';        PER: 'per';                 PRIORITY: 'priority';    PUBLISH: 'publish';
QOS: 'qos';                RECEIVES: 'receives';       REMIND: 'remind';        REPEAT: 'repeat';
RESOLVED: 'resolved';      RESTART: 'restart';         RETAIN: 'retain';        RETAINED: 'retained';
RISES: 'rises';            RULE: 'rule';               SEND: 'send';            SET: 'set';
SEVERITY: 'severity';      SILENT: 'silent';           SNAPSHOT: 'snapshot';    STALE: 'stale';
START: 'start';            STARTS: 'starts';           STARTUP: 'startup';      STOP: 'stop';
SUNRISE: 'sunrise';        SUNSET: 'sunset';           TEST: 'test';            THEN: 'then';
TIMES: 'times';            TITLE: 'title';             TO: 'to';                TOLERATING: 'tolerating';
TOPIC: 'topic';            TRUE: 'true';               UNKNOWN: 'unknown';      UNLESS: 'unless';
UNTIL: 'until';            UP: 'up';                   UPDATES: 'updates';      WAIT: 'wait';
WHEN: 'when';              WHILE: 'while';             WITH: 'with';            WITHIN: 'within';

// ---- signs

LBRACE: '{';   RBRACE: '}';   LPAREN: '(';   RPAREN: ')';   LBRACKET: '[';   RBRACKET: ']';
COMMA: ',';    COLON: ':';    DOT: '.';      BAR: '|';      ANY: '_';        ASSIGN: '=';
EQUAL: '==';   UNEQUAL: '!='; LT: '<';     LE: '<=';  GT: '>';       GE: '>=';
PLUS: '+';     MINUS: '-';    STAR: '*';     SLASH: '/';    PERCENT: '%';

// ---- literals

TEXT
    : '"""' ( ESCAPE | INTERPOLATION | ~[\\] )*? '"""'
    | '"' ( ESCAPE | INTERPOLATION | ~["\\\r\n] )* '"'
    ;

/** A text whose end is missing: to the end of its line. */
UNCLOSED : '"' ( ESCAPE | ~["\\\r\n] )* ;

fragment ESCAPE        : '\\' ~[\r\n] ;
fragment INTERPOLATION : '{' [\p{L}_(] ( NESTED | BRACED | ~["{}\r\n] )* '}' ;
fragment BRACED        : '{' ( NESTED | BRACED | ~["{}\r\n] )* '}' ;
fragment NESTED        : '"' ( ESCAPE | INTERPOLATION | ~["\\\r\n] )* '"' ;

DURATION : AMOUNT ( [ \t]* AMOUNT )* ;

fragment AMOUNT : DIGITS ( '.' DIGITS )? [ \t]* UNIT { wordEnds() }? ;
fragment UNIT
    : 'ms' | 's' | 'sec' | 'second' | 'seconds' | 'min' | 'minute' | 'minutes' | 'h' | 'hour' | 'hours'
    | 'day' | 'days' | 'week' | 'weeks'
    ;

DATE   : DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT '-' DIGIT DIGIT ;
TIME   : DIGIT DIGIT? ':' DIGIT DIGIT ( ':' DIGIT DIGIT )? ;
NUMBER : DIGITS ( '.' DIGITS )? ( [eE] [+-]? DIGITS )? ;

fragment DIGITS : DIGIT+ ;
fragment DIGIT  : [0-9] ;

IDENTIFIER : [\p{L}] [\p{L}\p{Nd}_]* ;

COMMENT : '#' ~[\r\n]* -> channel(HIDDEN) ;
SPACE   : [ \t\r\n\f]+ -> skip ;

/** Whatever else: said to the author where it stands. */
STRAY : . ;
