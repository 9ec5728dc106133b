package dev.belfry.service.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PageTextTest {
  private static final Page PAGE =
      new Page(
          "E0999",
          "a thing",
          """
          # E0999: a thing

          Words of one paragraph over two
          lines, with `code that is not broken over lines whatever comes of it` in it.
          ```rules E0999
          rule "a" {

            wrong
          ```

          ```rules
          right `as it is`
          ```

          ```yaml
          site: {}
          ```

          | a | `b` |
          | --- | --- |
          | `x \\| y` | longer |

          - an item of a list that is so long that it is broken, and that goes on below itself
          - the next
          """);

  @Test
  void withoutATerminalTheMarksStayAndFencesGo() {
    assertEquals(
        """
        # E0999: a thing

        Words of one paragraph over two lines, with
        `code that is not broken over lines whatever comes of it` in it.
          wrong:
            rule "a" {

              wrong

          right:
            right `as it is`

            site: {}

            a         `b`
            -------   ------
            `x | y`   longer

        - an item of a list that is so long that it is broken, and that goes on below
          itself
        - the next
        """,
        PageText.of(PAGE, false));
  }

  @Test
  void onATerminalHeadingsAreBoldAndCodeIsColoured() {
    String text = PageText.of(PAGE, true);
    assertTrue(text.startsWith("\u001B[1mE0999: a thing\u001B[0m\n"), text);
    assertTrue(text.contains("\u001B[36mcode that is not"), text);
    assertTrue(text.contains("    right `as it is`\n"), text);
    assertFalse(text.contains("```"), text);
  }

  @Test
  void everyPageKeepsToTheWidthOfATerminal() {
    for (Page page : new Pages().all()) {
      PageText.of(page, false)
          .lines()
          .forEach(line -> assertTrue(line.length() <= 100, () -> page.code() + ": " + line));
    }
  }
}
