package io.github.hjelm.deploy;

import java.io.PrintStream;

/** One line that tells how a command is doing: redrawn on a terminal, a new line otherwise. */
final class StatusLine {

  private final PrintStream out;
  private final boolean redrawn;
  private final int columns;

  StatusLine(PrintStream out, Terminal terminal) {
    this.out = out;
    this.redrawn = terminal.screen();
    this.columns = terminal.columns();
  }

  void show(String text) {
    if (redrawn) {
      // A line that wraps cannot be redrawn.
      out.print("\r\033[K" + text.substring(0, Math.min(text.length(), columns - 1)));
    } else {
      out.println(text);
    }
    out.flush();
  }

  /** Ends the line, so that what follows stands on its own. */
  void finish() {
    if (redrawn) {
      out.println();
    }
    out.flush();
  }
}
