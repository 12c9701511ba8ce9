package io.github.hjelm.controller.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.dashboard.DashboardFeed.Status;
import io.github.hjelm.controller.health.LatencyBuckets;
import io.github.hjelm.sensors.frame.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class TickJsonTest {

  private static final Status STATUS = new Status("connected", true, false, 3);
  private static final long[] STAGES_NS = {2000, 3000, 80_000, 9000, 2000, 97_000};

  private final SimulatedFeed feed = feed();
  private final CycleBoard board = feed.board();
  private final TickJson ticks = new TickJson(feed.sheet(), board);
  private final PageCursor page = new PageCursor(board.stages().size());

  private static SimulatedFeed feed() {
    try {
      return SimulatedFeed.create(true, true, 1);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void verdictsAreRunsOfLetters() {
    count(Verdict.PASSED, 3);
    count(Verdict.FILTERED, 1);
    count(Verdict.STOPPED, 12);
    assertEquals("a3bl12", tick(page).getString("verdicts"));
    assertEquals("", tick(page).getString("verdicts"));
    count(Verdict.PASSED, 1);
    assertEquals("a", tick(page).getString("verdicts"));
  }

  @Test
  void aPageThatSkippedTicksIsToldOfEveryCycle() {
    PageCursor slow = new PageCursor(board.stages().size());
    tick(page);
    ticks.next(slow);
    for (int i = 0; i < 5; i++) {
      count(Verdict.PASSED, 2);
      tick(page);
    }
    count(Verdict.BRAKED, 1);
    JsonObject late = tick(slow);
    assertEquals("a10d", late.getString("verdicts"));
    JsonArray cycle = late.getJsonArray("latencies").getJsonArray(5);
    assertEquals(LatencyBuckets.of(97_000), cycle.getInteger(0));
    assertEquals(11, cycle.getInteger(1));
    assertEquals("d", new JsonObject(ticks.next(page)).getString("verdicts"));
  }

  @Test
  void pagesThatAreUpToDateShareOneText() {
    PageCursor other = new PageCursor(board.stages().size());
    tick(page);
    ticks.next(other);
    count(Verdict.PASSED, 1);
    ticks.advance(1, STATUS);
    assertSame(ticks.next(page), ticks.next(other));
  }

  @Test
  void aNewPageIsToldTheLastMinuteOnly() {
    count(Verdict.FILTERED, 10);
    count(Verdict.PASSED, 3000);
    assertEquals("a3000", tick(page).getString("verdicts"));
  }

  @Test
  void whatWasPinnedUpBeforeAnybodyAskedIsNotShown() {
    assertFalse(board.isWanted());
    assertFalse(tick(page).containsKey("x"));
    assertTrue(board.isWanted());
    feed.loop().cycle(5);
    assertFalse(board.isWanted());
    assertEquals(4, tick(page).getJsonArray("x").size());
    assertFalse(tick(page).containsKey("x"));
  }

  @Test
  void aTickOfSixteenPlansFitsInFourKilobytes() {
    tick(page);
    for (int round = 0; round < 400; round++) {
      feed.loop().cycle(round);
      ticks.advance(round, STATUS);
      String text = ticks.next(page);
      assertTrue(text.length() <= 4096, () -> text.length() + ": " + text);
      assertEquals(16, new JsonObject(text).getJsonArray("plans").size());
    }
  }

  @Test
  void aPlanOfDrivingStraightAheadIsOneStepAfterTheOther() {
    tick(page);
    double[] state = {1, 0, 0, 0.5};
    float[] still = new float[SimulatedLoop.CANDIDATES * SimulatedLoop.HORIZON * 2];
    board.write(0, state, new double[2], Double.NEGATIVE_INFINITY);
    board.writePlans(still, 2, 0b10, 0);
    board.pinUp();
    JsonObject tick = tick(page);
    // 0.5 m/s for 0.1 s in grains of 1 mm.
    JsonArray steps = tick.getJsonArray("plans").getJsonArray(0);
    assertEquals(2 * SimulatedLoop.HORIZON, steps.size());
    assertEquals(50, steps.getInteger(0));
    assertEquals(0, steps.getInteger(1));
    assertEquals(50, steps.getInteger(2), "each step is counted from the one before");
    assertEquals(0, tick.getInteger("chosen"));
    assertEquals(new JsonArray().add(1), tick.getJsonArray("refused"));
    assertTrue(tick.containsKey("margin"));
    assertEquals(null, tick.getValue("margin"));
  }

  private void count(Verdict verdict, int times) {
    for (int i = 0; i < times; i++) {
      board.stages().record(STAGES_NS);
      board.count(verdict);
    }
  }

  private JsonObject tick(PageCursor cursor) {
    ticks.advance(1_000_000_000L, STATUS);
    return new JsonObject(ticks.next(cursor));
  }
}
