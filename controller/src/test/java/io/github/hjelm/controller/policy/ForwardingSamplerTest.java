package io.github.hjelm.controller.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ForwardingSamplerTest {

  /** Says something else of everything. */
  private static final class Other implements FewStepSampler {

    private boolean closed;
    private float guided;

    @Override
    public boolean isGuided() {
      return true;
    }

    @Override
    public void guide(float[] prefix, float[] weights) {
      guided = prefix[0] * weights[0];
    }

    @Override
    public int observationSize() {
      return 2;
    }

    @Override
    public int chunkSize() {
      return 3;
    }

    @Override
    public int candidates() {
      return 4;
    }

    @Override
    public int observations() {
      return 1;
    }

    @Override
    public PolicyDevice device() {
      return PolicyDevice.GPU;
    }

    @Override
    public int steps() {
      return 5;
    }

    @Override
    public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
      actions[0] = observation[0] + noise[0];
      return SampleOutcome.WRONG_SIZE;
    }

    @Override
    public String fault() {
      return "why";
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void saysWhatTheOtherSays() {
    Other other = new Other();
    float[] actions = {0};
    try (FewStepSampler same = new ForwardingSampler(other) {}) {
      assertEquals(2, same.observationSize());
      assertEquals(3, same.chunkSize());
      assertEquals(4, same.candidates());
      assertEquals(1, same.observations());
      assertEquals(PolicyDevice.GPU, same.device());
      assertEquals(5, same.steps());
      assertEquals(
          SampleOutcome.WRONG_SIZE, same.sample(new float[] {1}, new float[] {2}, actions));
      assertEquals("why", same.fault());
      assertTrue(same.isGuided());
      same.guide(new float[] {3}, new float[] {2});
      assertEquals(6, other.guided);
    }
    assertEquals(3, actions[0]);
    assertTrue(other.closed);
  }
}
