package io.github.hjelm.controller.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.chunk.ChunkOutcome;
import io.github.hjelm.controller.loop.ScriptedPolicy.Manner;
import io.github.hjelm.controller.observe.Freshness;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.Verdict;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every way in which a cycle can go wrong ends in one command, a verdict and a count. */
class ControlLoopTest {

  private final LoopBench bench = new LoopBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void whatThePolicySaysIsSent() {
    assertEquals(Verdict.PASSED, bench.cycle(0, 0));
    assertEquals(0.5, bench.lastControl());
    assertEquals(1, bench.loop.safety().counts().of(Verdict.PASSED));
    assertEquals(1, bench.chunks.counts().of(ChunkOutcome.JOINED));
  }

  @Test
  void everyCycleSendsExactlyOneCommand() {
    for (Manner manner : List.of(Manner.ANSWERS, Manner.THROWS, Manner.SAYS_NAN, Manner.FAILS)) {
      bench.policy.manner = manner;
      for (int k = 0; k < 7; k++) {
        int before = bench.verdicts.size();
        bench.cycle(k == 3 ? Double.NaN : 0, 0);
        assertEquals(before + 1, bench.verdicts.size());
      }
    }
    assertEquals(28, bench.loop.safety().counts().total());
  }

  @Test
  void anUnsafeWishIsReplaced() {
    bench.policy.control = 1;
    assertEquals(Verdict.BACKUP, bench.cycle(0.8, 0.5));
    assertEquals(-1, bench.lastControl());
  }

  @Test
  void aPolicyThatThrowsIsAFaultOfThePolicy() {
    bench.policy.manner = Manner.THROWS;
    assertEquals(Verdict.HELD_POLICY_FAULT, bench.cycle(0, 0));
    assertEquals("the network is gone", bench.faults.get(0).getMessage());
    assertEquals(0, bench.loop.faults());
  }

  @Test
  void aPolicyThatFailsSaysWhy() {
    bench.policy.manner = Manner.FAILS;
    assertEquals(Verdict.HELD_POLICY_FAULT, bench.cycle(0, 0));
    assertEquals("no memory is left", bench.faults.get(0).getMessage());
  }

  @Test
  void aPolicyOfTheWrongShapeIsAFault() {
    bench.policy.manner = Manner.ANSWERS_WRONG_SIZE;
    assertEquals(Verdict.HELD_POLICY_FAULT, bench.cycle(0, 0));
    assertTrue(String.valueOf(bench.faults.get(0).getMessage()).contains("WRONG_SIZE"));
  }

  @Test
  void noNumberOfAPolicyLeaves() {
    bench.policy.manner = Manner.SAYS_NAN;
    assertEquals(Verdict.HELD_POLICY_FAULT, bench.cycle(0, 0));
    assertEquals(1, bench.chunks.counts().of(ChunkOutcome.NOT_FINITE));
    assertEquals(0, bench.lastControl(), 1e-12);
  }

  @Test
  void whatIsLeftOfABadAnswerIsUsed() {
    bench.policy.manner = Manner.SAYS_ONE_NAN;
    assertEquals(Verdict.PASSED, bench.cycle(0, 0));
    assertEquals(1, bench.loop.offered());
  }

  @Test
  void aFailingPolicyIsHiddenByItsLastChunkUntilThatRunsOut() {
    assertEquals(Verdict.PASSED, bench.cycle(0, 0));
    bench.policy.manner = Manner.THROWS;
    for (int k = 1; k < ScriptedPolicy.HORIZON; k++) {
      assertEquals(Verdict.PASSED, bench.cycle(0, 0), "action " + k);
    }
    assertEquals(Verdict.HELD_POLICY_FAULT, bench.cycle(0, 0));
    bench.policy.manner = Manner.ANSWERS;
    assertEquals(Verdict.PASSED, bench.cycle(0, 0));
  }

  @Test
  void aSilentSensorIsHeld() {
    assertEquals(Verdict.PASSED, bench.cycle(0, 0));
    assertEquals(Verdict.HELD_STALE_OBSERVATION, bench.cycle());
    assertEquals(1, bench.loop.sensors().standings().of(Freshness.STALE));
    assertEquals(Verdict.PASSED, bench.cycle(0, 0));
  }

  @Test
  void aSensorThatWasNeverHeardIsHeld() {
    assertEquals(Verdict.HELD_BAD_OBSERVATION, bench.cycle());
    assertEquals(1, bench.loop.sensors().standings().of(Freshness.MISSING));
  }

  @Test
  void aSensorThatSaysNoNumberIsHeld() {
    bench.cycle(0, 0);
    assertEquals(FrameOutcome.NOT_A_NUMBER, bench.hear(Double.NaN, 0));
    assertEquals(Verdict.HELD_BAD_OBSERVATION, bench.cycle());
  }

  @Test
  void aSensorOutOfRangeIsHeld() {
    bench.hear(0, 1e9);
    assertEquals(Verdict.HELD_BAD_OBSERVATION, bench.cycle());
    assertEquals(1, bench.loop.sensors().standings().of(Freshness.BAD));
  }

  @Test
  void aSensorWhoseTimeGoesBackIsCountedAndNotBelieved() {
    bench.cycle(0, 0);
    bench.stampNs -= 3 * LoopBench.PERIOD_NS;
    assertEquals(FrameOutcome.BAD_FIELD, bench.hear(0, 0));
    assertEquals(Verdict.HELD_STALE_OBSERVATION, bench.cycle());
  }

  @Test
  void aPauseOfTheProcessIsHeldAndCounted() {
    bench.cycle(0, 0);
    bench.hear(0, 0);
    bench.clock.advanceNs(5 * LoopBench.PERIOD_NS);
    assertEquals(Verdict.HELD_STALE_OBSERVATION, bench.cycle());
    // Chunks of before the pause are too late; the next frame begins anew.
    assertEquals(Verdict.PASSED, bench.cycle(0, 0));
    assertEquals(2, bench.chunks.counts().of(ChunkOutcome.JOINED));
  }

  @Test
  void aRobotThatBeganANewLifeIsMetAnew() {
    bench.cycle(0, 0);
    bench.policy.control = -0.25f;
    bench.epoch++;
    assertEquals(Verdict.PASSED, bench.cycle(-0.4, 0));
    assertEquals(-0.25, bench.lastControl(), "no action of the life before");
    assertEquals(2, bench.chunks.counts().of(ChunkOutcome.JOINED));
  }

  @Test
  void actionsFollowOneAnotherOncePerPeriodHoweverFastTheLoopIs() {
    bench.cycle(0, 0);
    int joined = 1;
    for (int k = 0; k < 40; k++) {
      bench.hear(0, 0);
      bench.loop.cycle(bench.clock.nanoTime());
      bench.clock.advanceNs(LoopBench.PERIOD_NS / 10);
    }
    // Four periods have passed; two actions of each chunk are executed.
    assertEquals(joined + 2, bench.chunks.counts().of(ChunkOutcome.JOINED));
  }

  @Test
  void aCycleThatTakesTooLongIsAMiss() {
    bench.hear(0, 0);
    bench.clock.advanceNs(LoopBench.PERIOD_NS / 5);
    bench.loop.cycle(bench.clock.nanoTime() - LoopBench.PERIOD_NS / 5);
    assertEquals(1, bench.loop.deadlineMisses());
    bench.cycle(0, 0);
    assertEquals(1, bench.loop.deadlineMisses());
    assertEquals(1, bench.loop.mostMissesInARow());
  }
}
