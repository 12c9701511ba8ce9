package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SentCommandsTest {

  private final SentCommands sent = new SentCommands(1);
  private final StringBuilder way = new StringBuilder();

  private String replay(long fromNs, long toNs) {
    return replay(fromNs, toNs, 0);
  }

  private String replay(long fromNs, long toNs, long briefNs) {
    way.setLength(0);
    sent.replay(
        fromNs,
        toNs,
        briefNs,
        (u, seconds) -> way.append("%.0f:%.0f ".formatted(u[0], seconds * 1e9)));
    return way.toString().trim();
  }

  private void sendThree() {
    for (int k = 1; k <= 3; k++) {
      sent.add(100L * k, new double[] {k});
    }
  }

  @Test
  void goesCommandByCommand() {
    sendThree();
    assertEquals("1:50 2:100 3:25", replay(150, 325));
    assertEquals("2:10", replay(210, 220));
    assertEquals("3:1000", replay(300, 1300));
  }

  @Test
  void whatActedBrieflyIsLeftToTheNext() {
    sendThree();
    assertEquals("2:110 3:25", replay(190, 325, 10));
    assertEquals("1:11 2:100 3:25", replay(189, 325, 10));
    assertEquals("3:135", replay(190, 325, 110));
    assertEquals("2:100 3:5", replay(200, 305, 10), "nobody comes after the last");
  }

  @Test
  void beforeTheFirstTheFirstActs() {
    sendThree();
    assertEquals("1:150 2:10", replay(50, 210));
  }

  @Test
  void goesNowhereBackwardsOrWithoutCommands() {
    assertEquals("", replay(0, 10));
    sendThree();
    assertEquals("", replay(10, 10));
    assertEquals("", replay(10, 9));
  }

  @Test
  void theClockMayWrap() {
    sent.add(Long.MAX_VALUE - 5, new double[] {1});
    sent.add(Long.MIN_VALUE + 5, new double[] {2});
    assertEquals("1:11 2:4", replay(Long.MAX_VALUE - 5, Long.MIN_VALUE + 9));
  }

  @Test
  void theOldestAreForgotten() {
    for (int k = 0; k < 1000; k++) {
      sent.add(k, new double[] {k});
    }
    assertEquals("744:600 745:1", replay(145, 746));
  }
}
