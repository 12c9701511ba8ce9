package io.github.hjelm.controller.recorder;

import static io.github.hjelm.controller.recorder.FlightLayout.ANSWER;
import static io.github.hjelm.controller.recorder.FlightLayout.CYCLE;
import static io.github.hjelm.controller.recorder.FlightLayout.FRAME;
import static io.github.hjelm.controller.recorder.FlightLayout.GAP;
import static io.github.hjelm.controller.recorder.FlightLayout.SNAPSHOT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.loop.LoopBench;
import io.github.hjelm.controller.recorder.FlightTape.SegmentLimits;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlightTapeTest {

  private static final SegmentLimits ENDLESS = new SegmentLimits(Long.MAX_VALUE, Long.MAX_VALUE);

  private TapedLoop loop = new TapedLoop(1 << 18, ENDLESS);

  @AfterEach
  void close() {
    loop.bench.close();
  }

  private void limited(SegmentLimits limits, int ringBytes) {
    loop.bench.close();
    loop = new TapedLoop(ringBytes, limits);
  }

  @Test
  void aCycleIsItsFrameItsAnswerAndItsCommand() {
    loop.cycle(0);
    // The first frame came before the first snapshot, which knows it.
    assertEquals(List.of(SNAPSHOT, ANSWER, CYCLE), loop.kinds());
    loop.cycle(0);
    assertEquals(List.of(FRAME, CYCLE), loop.kinds());
    loop.cycle(0);
    assertEquals(List.of(FRAME, ANSWER, CYCLE), loop.kinds());
    assertEquals(0, loop.counts.droppedRecords());
  }

  @Test
  void aSnapshotBeginsEachSegment() {
    limited(new SegmentLimits(3 * LoopBench.PERIOD_NS, Long.MAX_VALUE), 1 << 18);
    for (int k = 0; k < 9; k++) {
      loop.cycle(0);
    }
    assertEquals(3, loop.kinds().stream().filter(kind -> kind == SNAPSHOT).count());
    limited(new SegmentLimits(Long.MAX_VALUE, 1), 1 << 18);
    loop.cycle(0);
    loop.cycle(0);
    assertEquals(2, loop.kinds().stream().filter(kind -> kind == SNAPSHOT).count());
  }

  @Test
  void whatFindsNoRoomIsDroppedUntilThereIsRoomForASnapshot() {
    limited(ENDLESS, 1 << 15);
    while (loop.counts.droppedRecords() == 0) {
      loop.cycle(0);
    }
    long dropped = loop.counts.droppedRecords();
    loop.cycle(0);
    assertTrue(loop.counts.droppedRecords() > dropped);
    dropped = loop.counts.droppedRecords();
    List<Byte> before = loop.kinds();
    assertEquals(1, before.stream().filter(kind -> kind == SNAPSHOT).count());
    assertFalse(before.contains(GAP));
    loop.cycle(0);
    List<Byte> after = loop.kinds();
    assertEquals(List.of(GAP, SNAPSHOT), after.subList(0, 2));
    // The frame of that cycle came before the snapshot.
    assertEquals(dropped + 1, loop.counts.droppedRecords());
    loop.cycle(0);
    assertEquals(dropped + 1, loop.counts.droppedRecords());
  }

  @Test
  void aStageThatSomebodyElseCalledIsWrittenDownAnew() {
    loop.cycle(0);
    loop.cycle(0);
    loop.kinds();
    loop.bench.loop.safety().stop(loop.bench.clock.nanoTime());
    loop.cycle(0);
    assertTrue(loop.kinds().contains(SNAPSHOT));
  }

  @Test
  void whileAnotherLoopFliesNothingIsRecorded() {
    loop.cycle(0);
    LoopBench other = new LoopBench();
    loop.cycleOf(other);
    loop.kinds();
    loop.cycleOf(other);
    assertEquals(List.of(), loop.kinds());
    assertEquals(2, loop.counts.droppedRecords());
    // This one is back, which is found out by its first cycle.
    loop.cycle(0);
    loop.kinds();
    loop.cycle(0);
    assertEquals(List.of(GAP, SNAPSHOT), loop.kinds().subList(0, 2));
    other.close();
  }

  @Test
  void theEndOfAStopIsRecorded() {
    loop.cycle(0);
    loop.bench.loop.safety().stop(loop.bench.clock.nanoTime());
    loop.cycle(0);
    loop.kinds();
    assertTrue(loop.bench.loop.safety().clear());
    loop.cycle(0);
    assertTrue(loop.kinds().contains(FlightLayout.CLEARED));
    assertNull(loop.bench.loop.safety().stopCause());
  }

  @Test
  void aRecordingThatEndedIsCountedOn() {
    loop.cycle(0);
    loop.kinds();
    loop.counts.end("the disk is full");
    loop.cycle(0);
    assertEquals(List.of(), loop.kinds());
    assertTrue(loop.counts.droppedRecords() >= 2);
  }

  @Test
  void aRecorderThatBreaksCostsTheRecordAndNothingElse() {
    loop.cycle(0);
    // More than the tape was made for.
    loop.recorder.answered(new float[1 << 16]);
    assertTrue(loop.counts.problem().contains("broke"), loop.counts::problem);
    loop.kinds();
    loop.cycle(0);
    assertEquals(List.of(), loop.kinds());
  }
}
