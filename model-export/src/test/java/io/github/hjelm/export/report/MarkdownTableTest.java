package io.github.hjelm.export.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {

  @Test
  void keepsBarsInsideTheirCells() {
    MarkdownTable table = new MarkdownTable("", "mean |V|");
    table.row("|x| ≤ 1", "0.1");
    assertEquals(
        """
        |  | mean \\|V\\| |
        |---|---|
        | \\|x\\| ≤ 1 | 0.1 |
        """,
        table.toString());
  }

  @Test
  void refusesARowOfAnotherWidth() {
    MarkdownTable table = new MarkdownTable("a", "b");
    assertThrows(IllegalArgumentException.class, () -> table.row("alone"));
  }
}
