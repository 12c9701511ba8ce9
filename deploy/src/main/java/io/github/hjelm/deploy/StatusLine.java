package io.github.hjelm.deploy;

import java.io.PrintStream;

/** One line that tells how a command is doing: redrawn on a terminal, a new line otherwise. */
final class StatusLine {

  private final PrintStream out;
  private final boolean redrawn;

  StatusLine(PrintStream out, Terminal terminal) {
    this.out = out;
    this.redrawn = terminal.screen();
  }

  void show(String text) {
    if (redrawn) {
      out.print("\r\033[K" + text);
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
