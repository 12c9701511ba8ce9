package io.github.hjelm.deploy;

import java.io.PrintStream;
import java.util.List;

/** A few lines that tell how a command is doing, redrawn in place on a terminal. */
final class StatusLines {

  private final PrintStream out;
  private final boolean redrawn;
  private final int columns;
  private int shown;

  StatusLines(PrintStream out, Terminal terminal) {
    this.out = out;
    redrawn = terminal.screen();
    columns = terminal.columns();
  }

  /** Shows them; where nothing can be redrawn, the first one alone. */
  void show(List<String> lines) {
    if (!redrawn) {
      out.println(lines.get(0));
      out.flush();
      return;
    }
    StringBuilder text = new StringBuilder();
    if (shown > 0) {
      text.append("\033[").append(shown).append('A');
    }
    for (String line : lines) {
      // A line that wraps cannot be redrawn.
      text.append("\r\033[K").append(line, 0, Math.min(line.length(), columns - 1)).append('\n');
    }
    shown = lines.size();
    out.print(text);
    out.flush();
  }
}
