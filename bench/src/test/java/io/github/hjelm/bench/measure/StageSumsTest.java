package io.github.hjelm.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.bench.contract.Header;
import io.github.hjelm.bench.contract.Stage;
import io.github.hjelm.bench.load.Arrivals;
import io.github.hjelm.bench.load.Ledger;
import io.github.hjelm.bench.load.Observations;
import io.github.hjelm.bench.load.OpenLoop;
import io.github.hjelm.bench.load.Slice;
import io.github.hjelm.bench.load.Traffic;
import io.github.hjelm.sensors.time.HandSetClock;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StageSumsTest {

  private static final int ACTIONS = 2;
  private static final Traffic KILOHERTZ = new Traffic(Arrivals.PERIODIC, 1, 1_000, 1_000_000_000);

  private final Random random = new Random(2);

  /** Commands come at once, in time that is moved while one is sent. */
  private SliceReading read(boolean trailer, long claimedNs)
      throws IOException, InterruptedException {
    HandSetClock clock = new HandSetClock(1_000);
    Ledger ledger = new Ledger(ACTIONS);
    OpenLoop loop =
        new OpenLoop(
            clock,
            ns -> clock.advanceNs(Math.max(0, ns + 3_000 - clock.nanoTime())),
            (robot, message, length) -> {
              byte[] command = new byte[Header.commandBytes(ACTIONS, trailer)];
              Header.write(command, robot, Header.sequence(message), Header.intendedNs(message));
              long inferNs = 30_000L + random.nextInt(20_000);
              if (trailer) {
                Header.announceStages(command);
                Header.putStageNs(command, ACTIONS, Stage.DECODE, 1_000);
                Header.putStageNs(command, ACTIONS, Stage.INFER, inferNs + claimedNs);
                Header.putStageNs(command, ACTIONS, Stage.ENCODE, 2_000);
                Header.putStageNs(command, ACTIONS, Stage.WRITE, 4_000);
              }
              clock.advanceNs(40_000 + 7_000 + inferNs);
              ledger.reply(command, command.length, clock.nanoTime());
            },
            ledger,
            new Observations(4));
    Slice slice = loop.send(KILOHERTZ, 1, 1_000_000, new Random(1));
    return SliceReading.of(ledger, slice, KILOHERTZ, 1);
  }

  @Test
  void theTableAddsUpToTheTotal() throws IOException, InterruptedException {
    SliceReading reading = read(true, 0);
    StageSums stages = reading.stages();
    assertEquals(900, stages.commands());
    assertEquals(1, stages.meanUs(Stage.DECODE), 1e-9);
    assertEquals(0, stages.meanUs(Stage.QUEUE));
    assertEquals(40, stages.meanUs(Stage.INFER), 1);
    assertEquals(40, stages.medianUs(Stage.INFER), 1);
    assertEquals(4, stages.meanUs(Stage.WRITE), 1e-9);
    assertEquals(3, stages.publishMeanUs(), 1e-9);
    assertEquals(40, stages.transportMeanUs(), 1e-9);
    assertEquals(3 + 40 + 40 + 7, stages.sumUs(), 1);
    assertTrue(stages.residual(reading.latencies()) <= 0.01);
    assertEquals(0, stages.overclaimed());
  }

  @Test
  void sumsOfSlicesAddUpToo() throws IOException, InterruptedException {
    Tally tally = new Tally();
    for (int i = 0; i < 3; i++) {
      tally.add(read(true, 0), Latencies.histogram());
    }
    assertEquals(2_700, tally.stages().commands());
    assertTrue(tally.stages().residual(tally.latencies()) <= 0.01);
    // Commands without stages are in the total and not in the table.
    tally.add(read(false, 0), Latencies.histogram());
    assertEquals(2_700, tally.stages().commands());
  }

  @Test
  void noticesStagesThatClaimMoreThanPassed() throws IOException, InterruptedException {
    assertEquals(1, read(true, 44_100).stages().overclaimed());
    // The write of the command before may have been long.
    assertEquals(0, read(true, 43_900).stages().overclaimed());
  }

  @Test
  void saysNothingWithoutATrailer() throws IOException, InterruptedException {
    assertEquals(0, read(false, 0).stages().commands());
  }
}
