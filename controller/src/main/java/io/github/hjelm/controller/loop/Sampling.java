package io.github.hjelm.controller.loop;

import io.github.hjelm.controller.chunk.ChunkOutcome;
import io.github.hjelm.controller.chunk.ChunkSchedule;
import io.github.hjelm.controller.chunk.NoiseStream;
import io.github.hjelm.controller.observe.Observation;
import io.github.hjelm.controller.observe.ObservationLayout;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.snapshot.SnapshotBytes;
import io.github.hjelm.sensors.HotPath;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One call of a policy, from what it is asked to what became of the answer. {@link #ask} and {@link
 * #deliver} belong to the loop's thread, {@link #run} to the policy's; who may touch it is handed
 * over by its lane.
 */
final class Sampling {

  private final FewStepSampler sampler;
  private final ObservationLayout layout;
  private final NoiseStream noise;
  private final float[] observed;
  private final float[] drawn;
  private final float[] actions;

  // Of no length where the sampler takes no plan.
  private final float[] prefix;
  private final float[] prefixWeights;

  private long answers;
  private long observedNs;
  private boolean answered;
  private boolean closed;
  private @Nullable Throwable fault;
  private AnswerWatcher watcher = AnswerWatcher.NOBODY;

  /**
   * @param sampler whose candidates share one observation
   */
  Sampling(FewStepSampler sampler, ObservationLayout layout, NoiseStream noise) {
    if (sampler.observations() != 1 || sampler.observationSize() != layout.size()) {
      throw new IllegalArgumentException(
          "a sampler of %d observations of %d numbers cannot serve one robot that is seen in %d"
              .formatted(sampler.observations(), sampler.observationSize(), layout.size()));
    }
    this.sampler = sampler;
    this.layout = layout;
    this.noise = noise;
    observed = new float[sampler.observationSize()];
    drawn = new float[sampler.candidates() * sampler.chunkSize()];
    actions = new float[drawn.length];
    prefix = new float[sampler.isGuided() ? sampler.chunkSize() : 0];
    prefixWeights = new float[prefix.length];
  }

  /** Takes what the policy is asked; the schedule counts the action that is on. */
  @HotPath
  void ask(long nowNs, Observation observation, ChunkSchedule chunks) {
    layout.write(observation, observed);
    noise.fill(drawn, 0, drawn.length);
    if (prefix.length > 0) {
      chunks.prefix(nowNs, prefix, prefixWeights);
    }
    observedNs = observation.receivedNs();
    answers = chunks.begin();
    answered = false;
  }

  /** Writes what the policy is asked where a call for several robots has room for it. */
  @HotPath
  void writeTo(float[] observations, float[] noises, int place) {
    int rows = sampler.candidates();
    for (int row = place * rows; row < (place + 1) * rows; row++) {
      System.arraycopy(observed, 0, observations, row * observed.length, observed.length);
    }
    System.arraycopy(drawn, 0, noises, place * drawn.length, drawn.length);
  }

  /** Writes the plan that the answer is to agree with where such a call has room for it. */
  @HotPath
  void writePrefixTo(float[] prefixes, float[] weights, int place) {
    int rows = sampler.candidates();
    for (int row = place * rows; row < (place + 1) * rows; row++) {
      System.arraycopy(prefix, 0, prefixes, row * prefix.length, prefix.length);
      System.arraycopy(prefixWeights, 0, weights, row * prefix.length, prefix.length);
    }
  }

  /** Takes the answer of such a call. */
  @HotPath
  void answer(float[] all, int place) {
    System.arraycopy(all, place * actions.length, actions, 0, actions.length);
    fault = null;
    answered = true;
  }

  /** Such a call came to nothing. */
  void fail(Throwable why) {
    fault = why;
    answered = true;
  }

  /** Whether somebody has answered what was asked. */
  boolean isAnswered() {
    return answered;
  }

  /** Asks it. Whatever it throws is kept, for the cycle to go on without an answer. */
  @HotPath
  void run() {
    try {
      if (prefix.length > 0) {
        sampler.guide(prefix, prefixWeights);
      }
      SampleOutcome outcome = sampler.sample(observed, drawn, actions);
      fault = outcome == SampleOutcome.SAMPLED ? null : PolicyFault.of(sampler, outcome);
    } catch (RuntimeException | LinkageError e) {
      fault = e;
    }
    answered = true;
  }

  /** Hands over the answer where there is one. */
  @HotPath
  void deliver(ChunkSchedule chunks, long nowNs) {
    if (fault != null) {
      watcher.unanswered(fault);
    } else {
      watcher.answered(actions);
      ChunkOutcome outcome = chunks.accept(actions, answers, observedNs, nowNs);
      if (outcome.isPolicyFault()) {
        fault = new PolicyFault("the policy's answer is " + outcome);
      }
    }
  }

  /** Why there was no answer, or none that can be used. */
  @Nullable Throwable fault() {
    return fault;
  }

  void watch(AnswerWatcher newWatcher) {
    watcher = newWatcher;
  }

  /**
   * Loop thread, whoever has it: the policy's only reads what is written here.
   *
   * @param underWay whether the policy still owes an answer
   */
  @HotPath
  void save(ByteBuffer out, boolean underWay, @Nullable Throwable lastFault) {
    SnapshotBytes.put(out, underWay);
    SnapshotBytes.put(out, lastFault != null);
    noise.save(out);
    out.putLong(underWay ? answers : 0).putLong(underWay ? observedNs : 0);
    SnapshotBytes.put(out, observed, underWay ? observed.length : 0);
    SnapshotBytes.put(out, drawn, underWay ? drawn.length : 0);
    SnapshotBytes.put(out, prefix, underWay ? prefix.length : 0);
    SnapshotBytes.put(out, prefixWeights, underWay ? prefix.length : 0);
  }

  /** Whether the policy still owes an answer. */
  boolean load(ByteBuffer in) {
    boolean underWay = SnapshotBytes.takeFlag(in);
    fault = SnapshotBytes.takeFlag(in) ? new PolicyFault("it failed before") : null;
    noise.load(in);
    answers = in.getLong();
    observedNs = in.getLong();
    SnapshotBytes.take(in, observed);
    SnapshotBytes.take(in, drawn);
    SnapshotBytes.take(in, prefix);
    SnapshotBytes.take(in, prefixWeights);
    return underWay;
  }

  /** Once, however often it is asked: native memory must not be given back twice. */
  void close() {
    if (!closed) {
      closed = true;
      sampler.close();
    }
  }
}
