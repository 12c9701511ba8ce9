package io.github.hjelm.controller.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.chunk.NoiseStream;
import io.github.hjelm.controller.loop.ScriptedPolicy.Manner;
import io.github.hjelm.controller.observe.ObservationLayout;
import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.sensors.robot.Quantity;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandFedLaneTest {

  private final LoopBench bench = new LoopBench();
  private final ScriptedPolicy policy = new ScriptedPolicy();
  private final HandFedLane lane = lane();

  private HandFedLane lane() {
    return lane(policy);
  }

  private static HandFedLane lane(ScriptedPolicy policy) {
    try {
      List<Quantity> states =
          List.of(Quantity.symmetric("position", "m", 2), Quantity.symmetric("velocity", "m/s", 3));
      return new HandFedLane(
          policy,
          new ObservationLayout(
              states, states, new Normaliser(List.of(0.0, 0.0), List.of(1.0, 1.0))),
          new NoiseStream(1, "mass"));
    } catch (io.github.hjelm.controller.observe.ObservationRefusal e) {
      throw new AssertionError(e);
    }
  }

  private long joined() {
    return bench.chunks.counts().total();
  }

  private void step() {
    bench.hear(0, 0);
    bench.loop.sensors().standing(bench.clock.nanoTime());
    lane.step(bench.clock.nanoTime(), bench.loop.sensors().observation(), bench.chunks);
  }

  @Test
  void anAnswerIsThereWhenSomebodySaysSo() {
    step();
    step();
    assertEquals(0, joined());
    lane.arrives();
    step();
    assertEquals(1, joined());
  }

  @Test
  void nothingArrivesThatWasNotAskedFor() {
    lane.arrives();
    step();
    step();
    assertEquals(0, joined());
  }

  @Test
  void whatIsUnderWayOutlivesASnapshot() {
    step();
    ByteBuffer kept = ByteBuffer.allocate(10_000);
    lane.save(kept);
    HandFedLane other = lane();
    other.load(kept.flip());
    other.arrives();
    other.step(bench.clock.nanoTime(), bench.loop.sensors().observation(), bench.chunks);
    assertEquals(1, joined());
  }

  @Test
  void thePlanOfACallUnderWayOutlivesASnapshot() {
    ScriptedPolicy guided = new ScriptedPolicy(true);
    HandFedLane one = lane(guided);
    step(one);
    one.arrives();
    step(one);
    bench.chunks.candidates(bench.clock.nanoTime(), new double[2]);
    bench.chunks.advance();
    bench.chunks.candidates(bench.clock.nanoTime(), new double[2]);
    bench.chunks.advance();
    step(one);
    ByteBuffer kept = ByteBuffer.allocate(10_000);
    one.save(kept);
    ScriptedPolicy again = new ScriptedPolicy(true);
    HandFedLane other = lane(again);
    other.load(kept.flip());
    other.arrives();
    other.step(bench.clock.nanoTime(), bench.loop.sensors().observation(), bench.chunks);
    assertEquals(0.5f, again.prefix[0]);
    assertTrue(again.prefixWeights[0] > 0);
    assertEquals(0, again.prefixWeights[2]);
  }

  private void step(HandFedLane one) {
    bench.hear(0, 0);
    bench.loop.sensors().standing(bench.clock.nanoTime());
    one.step(bench.clock.nanoTime(), bench.loop.sensors().observation(), bench.chunks);
  }

  @Test
  void aFaultOutlivesASnapshot() {
    step();
    policy.manner = Manner.THROWS;
    lane.arrives();
    step();
    assertNotNull(lane.fault());
    ByteBuffer kept = ByteBuffer.allocate(10_000);
    lane.save(kept);
    HandFedLane other = lane();
    assertNull(other.fault());
    other.load(kept.flip());
    assertNotNull(other.fault());
  }
}
