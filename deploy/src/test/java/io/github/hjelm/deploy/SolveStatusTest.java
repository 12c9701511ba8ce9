package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.sensors.time.HandSetClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SolveStatusTest {

  private static final Terminal SCREEN = new Terminal(true, false, false, 120);

  private final HandSetClock clock = new HandSetClock(0);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String shown(Terminal terminal, double share, int reports) {
    try (SolveStatus status = new SolveStatus(clock, new StatusLine(out, terminal), terminal)) {
      for (int i = 0; i < reports; i++) {
        clock.advanceNs(1_000_000_000);
        status.report(share, "step " + i);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void shortSolvesShowNothing() {
    assertEquals("", shown(SCREEN, 0.5, 1));
  }

  @Test
  void screensGetABarWithTheTimeLeft() {
    assertEquals(
        "\r\033[K[#####---------------]  25 %  6 s left, step 1\n", shown(SCREEN, 0.25, 2));
  }

  @Test
  void pipesGetALineEveryTwoSeconds() {
    assertEquals(
        """
        [##########----------]  50 %  2 s left, step 1
        [##########----------]  50 %  4 s left, step 3
        """,
        shown(Terminal.NONE, 0.5, 4));
  }

  @Test
  void theNextPieceOfWorkHasATimeLeftOfItsOwn() {
    try (SolveStatus status =
        new SolveStatus(clock, new StatusLine(out, Terminal.NONE), Terminal.NONE)) {
      clock.advanceNs(100_000_000_000L);
      status.report(1, "one");
      clock.advanceNs(1_000_000_000L);
      status.report(0.1, "two");
      clock.advanceNs(2_000_000_000L);
      status.report(0.5, "two");
    }
    assertEquals(
        """
        [####################] 100 %  0 s left, one
        [##########----------]  50 %  2 s left, two
        """,
        bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void whereNobodyCanTellThereIsNoBar() {
    assertEquals("step 1, 2 s so far\n", shown(Terminal.NONE, Double.NaN, 2));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0.5,0.5", "1234.4,1234", "1e-12,1e-12", "123456,'123,456'", "-3,-3"})
  void numbersReadWell(double value, String text) {
    assertEquals(text, Words.number(value));
  }

  @ParameterizedTest
  @CsvSource({"0.4,0 s", "99,99 s", "150,2 min 30 s", "7260,2 h 1 min", "NaN,a very long time"})
  void durationsReadWell(double seconds, String text) {
    assertEquals(text, Words.duration(seconds));
  }
}
