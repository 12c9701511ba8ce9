package io.github.hjelm.controller.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.time.HandSetClock;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One call for several robots, between the halves of their cycles. */
class SharedCallTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final List<LoopBench> robots =
      IntStream.range(0, 3).mapToObj(i -> new LoopBench()).toList();
  private final SharedCall call = new SharedCall(8);
  private final Echo four = new Echo(4);

  @AfterEach
  void close() {
    robots.forEach(LoopBench::close);
  }

  /** Answers every row with the first number of the row's own observation. */
  private static final class Echo implements FewStepSampler {

    private final int robots;
    private SampleOutcome outcome = SampleOutcome.SAMPLED;
    private boolean throwing;
    private int calls;
    private float[] prefixes = {};
    private boolean guided;

    Echo(int robots) {
      this.robots = robots;
    }

    @Override
    public boolean isGuided() {
      return guided;
    }

    @Override
    public void guide(float[] prefix, float[] weights) {
      prefixes = prefix.clone();
    }

    @Override
    public int observationSize() {
      return 2;
    }

    @Override
    public int chunkSize() {
      return ScriptedPolicy.HORIZON;
    }

    @Override
    public int candidates() {
      return 2 * robots;
    }

    @Override
    public int observations() {
      return candidates();
    }

    @Override
    public int steps() {
      return 1;
    }

    @Override
    public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
      calls++;
      if (throwing) {
        throw new IllegalStateException("the network is gone");
      }
      for (int i = 0; outcome == SampleOutcome.SAMPLED && i < actions.length; i++) {
        actions[i] = observation[2 * (i / ScriptedPolicy.HORIZON)];
      }
      return outcome;
    }

    @Override
    public String fault() {
      return "";
    }

    @Override
    public void close() {}
  }

  /** Every call takes as long as any other, so fewer are better. */
  private static BatchedPolicy batch(Echo echo) throws SamplerRefusal {
    return BatchedPolicy.of(echo, echo.robots, new HandSetClock(0));
  }

  private void share(long aloneNs) throws SamplerRefusal {
    call.use(List.of(batch(four)), aloneNs);
    four.calls = 0;
    robots.forEach(robot -> robot.share(call));
  }

  private List<Verdict> beat(double... positions) {
    call.clear();
    for (int i = 0; i < positions.length; i++) {
      if (!Double.isNaN(positions[i])) {
        robots.get(i).hear(positions[i], 0);
      }
      robots.get(i).loop.begin(robots.get(i).clock.nanoTime());
    }
    call.run();
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < positions.length; i++) {
      verdicts.add(robots.get(i).loop.finish().verdict());
      robots.get(i).clock.advanceNs(LoopBench.PERIOD_NS);
    }
    return verdicts;
  }

  @Test
  void everybodyGetsTheAnswerToTheirOwnQuestionInOneCall() throws Exception {
    share(1);
    assertEquals(
        List.of(Verdict.PASSED, Verdict.PASSED, Verdict.PASSED), beat(0.25, -0.125, 0.0625));
    assertEquals(1, four.calls);
    assertEquals(0.25, robots.get(0).lastControl());
    assertEquals(-0.125, robots.get(1).lastControl());
    assertEquals(0.0625, robots.get(2).lastControl());
  }

  @Test
  void everybodysPlanIsInTheirOwnRows() throws Exception {
    List<LoopBench> two =
        List.of(
            new LoopBench(false, new ScriptedPolicy(true)),
            new LoopBench(false, new ScriptedPolicy(true)));
    four.guided = true;
    call.use(List.of(batch(four)), 1);
    two.forEach(robot -> robot.share(call));
    // Two of four actions are executed, then each asks again.
    for (int k = 0; k < 3; k++) {
      call.clear();
      for (int i = 0; i < 2; i++) {
        two.get(i).hear(0.25 + 0.125 * i, 0);
        two.get(i).loop.begin(two.get(i).clock.nanoTime());
      }
      call.run();
      for (LoopBench robot : two) {
        robot.loop.finish();
        robot.clock.advanceNs(LoopBench.PERIOD_NS);
      }
    }
    int row = ScriptedPolicy.HORIZON;
    assertEquals(8 * row, four.prefixes.length);
    for (int k = 0; k < 4 * row; k++) {
      assertEquals(k < 2 * row ? 0.25f : 0.375f, four.prefixes[k], "number " + k);
    }
    two.forEach(LoopBench::close);
  }

  @Test
  void whoDoesNotAskTakesNoRoom() throws Exception {
    share(1);
    assertEquals(Verdict.HELD_BAD_OBSERVATION, beat(Double.NaN, 0.25, 0.125).get(0));
    assertEquals(0.25, robots.get(1).lastControl());
    assertEquals(0.125, robots.get(2).lastControl());
  }

  @Test
  void aCallThatFailsIsAFaultOfEverybodysPolicy() throws Exception {
    share(1);
    four.throwing = true;
    List<Verdict> fault =
        List.of(Verdict.HELD_POLICY_FAULT, Verdict.HELD_POLICY_FAULT, Verdict.HELD_POLICY_FAULT);
    assertEquals(fault, beat(0, 0, 0));
    assertEquals("the network is gone", robots.get(2).faults.get(0).getMessage());
    four.throwing = false;
    four.outcome = SampleOutcome.WRONG_SIZE;
    assertEquals(fault, beat(0, 0, 0));
    four.outcome = SampleOutcome.SAMPLED;
    assertEquals(Verdict.PASSED, beat(0, 0, 0).get(1));
  }

  @Test
  void whereCallsOfTheirOwnAreFasterEachAsksAlone() throws Exception {
    call.use(List.of(batch(four)), 0);
    four.calls = 0;
    robots.forEach(robot -> robot.share(call));
    assertEquals(1, call.together(3));
    beat(0.25, 0.25, 0.25);
    assertEquals(0, four.calls);
    assertEquals(0.5, robots.get(0).lastControl(), "what the robot's own policy says");
  }

  @Test
  void manyRobotsAreAnsweredInSeveralCalls() throws Exception {
    call.use(List.of(batch(new Echo(2)), batch(four)), 1);
    assertEquals(4, call.together(8));
    assertEquals(0, call.expectedNs(8));
  }

  @Test
  void aCycleOutsideTheBeatAsksForItself() throws Exception {
    share(1);
    assertEquals(Verdict.PASSED, robots.get(0).cycle(0, 0));
    assertEquals(0.5, robots.get(0).lastControl());
    assertEquals(0, four.calls);
  }

  @Test
  void whoLeavesAsksAlone() throws Exception {
    share(1);
    robots.get(0).share(null);
    beat(0.25, 0.25, 0.25);
    assertEquals(0.5, robots.get(0).lastControl());
    assertEquals(0.25, robots.get(1).lastControl());
  }

  @Test
  void aBeatAllocatesNothing() throws Exception {
    share(1);
    robots.forEach(robot -> robot.quiet = true);
    double[] state = new double[2];
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 20 && least > 0; attempt++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int k = 0; k < 500; k++) {
        quietBeat(state, k);
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
    assertTrue(four.calls >= 250, "calls: " + four.calls);
  }

  private void quietBeat(double[] state, int k) {
    call.clear();
    for (int i = 0; i < 3; i++) {
      LoopBench robot = robots.get(i);
      state[0] = 0.001 * ((k + i) % 50);
      robot.hear(state);
      robot.loop.begin(robot.clock.nanoTime());
    }
    call.run();
    for (int i = 0; i < 3; i++) {
      robots.get(i).loop.finish();
      robots.get(i).clock.advanceNs(LoopBench.PERIOD_NS);
    }
  }
}
