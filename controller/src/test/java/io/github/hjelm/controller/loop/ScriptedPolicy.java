package io.github.hjelm.controller.loop;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import java.util.concurrent.Semaphore;

/** A policy of one control that says what a test wants, in the way the test wants. */
class ScriptedPolicy implements FewStepSampler {

  static final int HORIZON = 4;

  /** What it does when it is asked. */
  enum Manner {
    ANSWERS,
    SAYS_NAN,
    SAYS_ONE_NAN,
    FAILS,
    ANSWERS_WRONG_SIZE,
    THROWS,
    /** Only when the test lets it. */
    WAITS
  }

  final Semaphore mayAnswer = new Semaphore(0);
  final Semaphore asked = new Semaphore(0);
  volatile Manner manner = Manner.ANSWERS;
  volatile float control = 0.5f;
  volatile boolean closed;

  // What it is to agree with, where it is guided.
  final float[] prefix;
  final float[] prefixWeights;

  ScriptedPolicy() {
    this(false);
  }

  /** A guided one goes half of the way to what it is to agree with. */
  ScriptedPolicy(boolean guided) {
    prefix = new float[guided ? HORIZON : 0];
    prefixWeights = new float[prefix.length];
  }

  @Override
  public boolean isGuided() {
    return prefix.length > 0;
  }

  @Override
  public void guide(float[] plan, float[] weights) {
    System.arraycopy(plan, 0, prefix, 0, prefix.length);
    System.arraycopy(weights, 0, prefixWeights, 0, prefix.length);
  }

  @Override
  public int observationSize() {
    return 2;
  }

  @Override
  public int chunkSize() {
    return HORIZON;
  }

  @Override
  public int candidates() {
    return 2;
  }

  @Override
  public int observations() {
    return 1;
  }

  @Override
  public int steps() {
    return 1;
  }

  @Override
  public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
    if (manner == Manner.WAITS || asked.availablePermits() == 0) {
      asked.release();
    }
    switch (manner) {
      case FAILS -> {
        return SampleOutcome.FAILED;
      }
      case ANSWERS_WRONG_SIZE -> {
        return SampleOutcome.WRONG_SIZE;
      }
      case THROWS -> throw new IllegalStateException("the network is gone");
      case WAITS -> mayAnswer.acquireUninterruptibly();
      default -> {
        // It answers at once.
      }
    }
    for (int i = 0; i < actions.length; i++) {
      actions[i] = control;
      if (isGuided()) {
        actions[i] += 0.5f * prefixWeights[i % HORIZON] * (prefix[i % HORIZON] - control);
      }
    }
    actions[0] = manner == Manner.SAYS_ONE_NAN ? Float.NaN : actions[0];
    if (manner == Manner.SAYS_NAN) {
      actions[1] = Float.POSITIVE_INFINITY;
      actions[HORIZON] = Float.NaN;
    }
    return SampleOutcome.SAMPLED;
  }

  @Override
  public String fault() {
    return manner == Manner.FAILS ? "no memory is left" : "";
  }

  @Override
  public void close() {
    closed = true;
  }
}
