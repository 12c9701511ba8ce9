package io.github.hjelm.bench.duet;

import io.github.hjelm.bench.control.Lateness;
import io.github.hjelm.bench.load.Ledger;
import io.github.hjelm.bench.load.Observations;
import io.github.hjelm.bench.load.OpenLoop;
import io.github.hjelm.bench.load.Pacer;
import io.github.hjelm.bench.load.Slice;
import io.github.hjelm.bench.load.Traffic;
import io.github.hjelm.bench.load.Wire;
import io.github.hjelm.bench.measure.MachineUsage;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What contestants are driven with.
 *
 * @param clock that everything is stamped with
 * @param pacer waits on that clock
 * @param wire where observations leave
 * @param ledger where commands are entered
 * @param observations what is sent
 * @param control everything that the control process has told so far
 * @param machine its counters
 */
public record Rig(
    MonotonicClock clock,
    Pacer pacer,
    Wire wire,
    Ledger ledger,
    Observations observations,
    Supplier<Lateness> control,
    MachineUsage machine) {

  /** Between the decision to begin a slice and its first observation. */
  private static final long LEAD_NS = 2_000_000;

  /** Stragglers get so long before the next slice begins; they count even when later. */
  private static final long DRAIN_NS = 40_000_000;

  private static final long POLL_NS = 1_000_000;

  /** Sends a slice, and waits a moment for its last commands. */
  public Slice slice(Contestant to, Traffic traffic, Random random)
      throws IOException, InterruptedException {
    long beginNs = clock.nanoTime() + LEAD_NS;
    Slice slice =
        new OpenLoop(clock, pacer, wire, ledger, observations)
            .send(traffic, to.firstRobot(), beginNs, random);
    awaitAnswers(slice, clock.nanoTime() + DRAIN_NS);
    return slice;
  }

  /** Returns when all have been answered or that time has come. */
  void awaitAnswers(Slice slice, long untilNs) throws InterruptedException {
    for (long number = slice.first(); number < slice.end(); number++) {
      while (!ledger.answered(number) && clock.nanoTime() - untilNs < 0) {
        pacer.awaitUntil(clock.nanoTime() + POLL_NS);
      }
    }
  }
}
