package io.github.hjelm.controller.loop;

import io.github.hjelm.controller.chunk.ChunkSchedule;
import io.github.hjelm.controller.chunk.NoiseStream;
import io.github.hjelm.controller.observe.Observation;
import io.github.hjelm.controller.observe.ObservationLayout;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.sensors.HotPath;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The policy answers within the cycle that asks it: no hand-off, and nothing else waits so long.
 *
 * <p>Where robots share a call, this one's question waits between the halves of its cycle for the
 * call; where nobody makes it, the policy is asked for this robot alone.
 */
public final class InlineLane implements PolicyLane {

  private final Sampling sampling;

  // The loop's thread only.
  private @Nullable SharedCall call;
  private boolean asked;

  public InlineLane(FewStepSampler sampler, ObservationLayout layout, NoiseStream noise) {
    sampling = new Sampling(sampler, layout, noise);
  }

  /** From now on asks in this call; alone when null. Loop thread, between two cycles. */
  public void share(@Nullable SharedCall newCall) {
    call = newCall;
  }

  @Override
  @HotPath
  public void step(long nowNs, Observation observation, ChunkSchedule chunks) {
    asked = chunks.isDue(nowNs);
    if (asked) {
      sampling.ask(nowNs, observation, chunks);
      if (call != null) {
        call.add(sampling);
      }
    }
  }

  @Override
  @HotPath
  public void settle(long nowNs, ChunkSchedule chunks) {
    if (asked) {
      if (!sampling.isAnswered()) {
        sampling.run();
      }
      sampling.deliver(chunks, nowNs);
    }
  }

  @Override
  public @Nullable Throwable fault() {
    return sampling.fault();
  }

  @Override
  public void watch(AnswerWatcher watcher) {
    sampling.watch(watcher);
  }

  @Override
  @HotPath
  public void save(ByteBuffer out) {
    sampling.save(out, false, sampling.fault());
  }

  @Override
  public void load(ByteBuffer in) {
    if (sampling.load(in)) {
      throw new IllegalStateException("nothing is under way between two cycles of this lane");
    }
  }

  @Override
  public void close() {
    sampling.close();
  }
}
