package io.github.hjelm.controller.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.chunk.ChunkOutcome;
import io.github.hjelm.controller.loop.ScriptedPolicy.Manner;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.sensors.frame.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A policy beside the loop: cycles go on while it thinks. */
class ThreadLaneTest {

  private final LoopBench bench = new LoopBench(true);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void cyclesGoOnWhileThePolicyThinksAndTheVerdictSaysSo() throws Exception {
    bench.policy.manner = Manner.WAITS;
    assertEquals(Verdict.HELD_NO_CHUNK, bench.cycle(0, 0));
    assertAsked();
    for (int k = 0; k < 5; k++) {
      assertEquals(Verdict.HELD_NO_CHUNK, bench.cycle(0, 0));
    }
    assertFalse(bench.policy.asked.tryAcquire(), "one sampling at a time");
  }

  @Test
  void thePolicyIsWokenWhenTheCommandHasLeft() throws Exception {
    bench.policy.manner = Manner.WAITS;
    List<Boolean> awake = new ArrayList<>();
    bench.others.add(
        watcher(() -> awake.add(bench.policy.asked.tryAcquire(50, TimeUnit.MILLISECONDS))));
    bench.cycle(0, 0);
    assertEquals(List.of(false), awake, "nobody but the loop has to do with a command");
    assertAsked();
  }

  @Test
  void aLoopThatOnlyPreparesWakesThePolicyToo() throws Exception {
    bench.hear(0, 0);
    assertFalse(bench.loop.prepare(bench.clock.nanoTime()));
    assertAsked();
  }

  @Test
  void anAnswerEntersWhereTheRobotHasComeTo() throws Exception {
    cycleUntilJoined(1);
    // Two actions are executed, then the next sampling begins; its answer comes two cycles later.
    bench.policy.manner = Manner.WAITS;
    bench.policy.control = -0.5f;
    assertEquals(0.5, bench.lastControl());
    bench.cycle(0, 0);
    bench.cycle(0, 0);
    assertFalse(bench.policy.asked.tryAcquire(), "the chunk lasts for two actions");
    bench.cycle(0, 0);
    assertAsked();
    assertEquals(Verdict.PASSED, bench.cycle(0, 0));
    assertEquals(0.5, bench.lastControl(), "the chunk that there is goes on");
    bench.policy.mayAnswer.release();
    cycleUntilJoined(2);
    assertEquals(-0.5, bench.lastControl());
  }

  @Test
  void anAnswerThatComesTooLateIsNotUsed() throws Exception {
    bench.policy.manner = Manner.WAITS;
    bench.cycle(0, 0);
    assertAsked();
    bench.clock.advanceNs(LoopBench.MAX_LATE_NS + LoopBench.PERIOD_NS);
    bench.policy.mayAnswer.release();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (bench.chunks.counts().total() == 0 && System.nanoTime() - deadline < 0) {
      assertEquals(Verdict.HELD_NO_CHUNK, bench.cycle(0, 0));
    }
    assertEquals(1, bench.chunks.counts().of(ChunkOutcome.LATE));
  }

  @Test
  void aPolicyThatThrowsIsAskedAgain() throws Exception {
    bench.policy.manner = Manner.THROWS;
    bench.cycle(0, 0);
    assertAsked();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (bench.cycle(0, 0) != Verdict.HELD_POLICY_FAULT && System.nanoTime() - deadline < 0) {
      Thread.onSpinWait();
    }
    assertEquals("the network is gone", bench.faults.get(0).getMessage());
    bench.policy.manner = Manner.ANSWERS;
    cycleUntilJoined(1);
    assertEquals(Verdict.PASSED, bench.cycle(0, 0));
  }

  @Test
  void closingEndsTheThreadAndThePolicy() {
    bench.close();
    assertTrue(bench.policy.closed);
  }

  private static CycleWatcher watcher(Callable<Boolean> saw) {
    return new CycleWatcher() {
      @Override
      public void saw(ControlLoop loop, SafeCommand command, long nowNs) {
        try {
          saw.call();
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }

      @Override
      public void failed(Throwable fault) {}
    };
  }

  private void assertAsked() throws InterruptedException {
    assertTrue(bench.policy.asked.tryAcquire(10, TimeUnit.SECONDS), "nobody asked the policy");
    bench.policy.asked.drainPermits();
  }

  /** The other thread answers when it gets to it; time stands still meanwhile. */
  private void cycleUntilJoined(int count) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (bench.chunks.counts().of(ChunkOutcome.JOINED) < count) {
      assertTrue(System.nanoTime() - deadline < 0, "no answer was joined");
      bench.hear(0, 0);
      bench.loop.cycle(bench.clock.nanoTime());
      Thread.sleep(1);
      bench.clock.advanceNs(1_000_000);
    }
    bench.policy.asked.drainPermits();
  }
}
