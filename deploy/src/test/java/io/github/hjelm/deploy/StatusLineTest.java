package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StatusLineTest {

  private static String shown(Terminal terminal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StatusLine line =
        new StatusLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal);
    line.show("one of many words");
    line.show("two");
    line.finish();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void pipesGetWholeLines() {
    assertEquals("one of many words\ntwo\n", shown(Terminal.NONE));
  }

  @Test
  void terminalsGetOneLineThatFits() {
    Terminal narrow = new Terminal(true, false, false, 7);
    assertEquals("\r\033[Kone of\r\033[Ktwo\n", shown(narrow));
  }
}
