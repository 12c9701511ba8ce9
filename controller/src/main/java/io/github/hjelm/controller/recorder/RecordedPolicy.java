package io.github.hjelm.controller.recorder;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.ForwardingSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A policy that answers what is on record, so that the cycles behind an answer can be compared
 * whatever computed it, and is asked again nevertheless: whether it still says so.
 */
final class RecordedPolicy extends ForwardingSampler {

  private final float[] again;
  private float @Nullable [] answer;
  private @Nullable String unanswered;
  private String fault = "";
  private boolean askedForNothing;
  private long answers;
  private long differing;
  private double largest;
  private long cycle;
  private long firstDiffering = -1;

  RecordedPolicy(FewStepSampler policy) {
    super(policy);
    again = new float[policy.candidates() * policy.chunkSize()];
  }

  /** The next call is answered so. */
  void willAnswer(ByteBuffer actions) {
    float[] floats = new float[actions.remaining() / Float.BYTES];
    actions.asFloatBuffer().get(floats);
    answer = floats;
  }

  /** The next call is not answered. */
  void willNotAnswer(String why) {
    unanswered = why.isEmpty() ? "it said nothing" : why;
  }

  /**
   * A cycle is over: what the loop and the record disagree on about asking, or empty.
   *
   * @param next the number of the cycle that comes
   */
  String finish(long next) {
    boolean left = answer != null || unanswered != null;
    String disagreement =
        left ? "not taken over" : askedForNothing ? "taken over, though there was none" : "";
    answer = null;
    unanswered = null;
    askedForNothing = false;
    cycle = next;
    return disagreement;
  }

  @Override
  public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
    float[] recorded = answer;
    answer = null;
    if (recorded == null) {
      fault = unanswered == null ? "there is no answer on record" : unanswered;
      askedForNothing |= unanswered == null;
      unanswered = null;
      return SampleOutcome.FAILED;
    }
    if (recorded.length != actions.length) {
      return SampleOutcome.WRONG_SIZE;
    }
    compare(super.sample(observation, noise, again), recorded);
    System.arraycopy(recorded, 0, actions, 0, actions.length);
    return SampleOutcome.SAMPLED;
  }

  private void compare(SampleOutcome outcome, float[] recorded) {
    answers++;
    boolean same = outcome == SampleOutcome.SAMPLED;
    for (int i = 0; i < recorded.length && outcome == SampleOutcome.SAMPLED; i++) {
      if (Float.floatToRawIntBits(recorded[i]) != Float.floatToRawIntBits(again[i])) {
        same = false;
        double difference = Math.abs((double) recorded[i] - again[i]);
        // Written so that NaN is far off.
        largest = difference <= largest ? largest : difference;
      }
    }
    if (outcome != SampleOutcome.SAMPLED) {
      largest = Double.POSITIVE_INFINITY;
    }
    if (!same) {
      differing++;
      firstDiffering = firstDiffering < 0 ? cycle : firstDiffering;
    }
  }

  /** What came of asking it again. */
  FlightReport.Answers answers() {
    return new FlightReport.Answers(answers, differing, largest, firstDiffering);
  }

  @Override
  public String fault() {
    return fault;
  }
}
