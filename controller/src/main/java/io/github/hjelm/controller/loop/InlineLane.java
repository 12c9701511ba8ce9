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
 */
public final class InlineLane implements PolicyLane {

  private final Sampling sampling;

  public InlineLane(FewStepSampler sampler, ObservationLayout layout, NoiseStream noise) {
    sampling = new Sampling(sampler, layout, noise);
  }

  @Override
  @HotPath
  public void step(long nowNs, Observation observation, ChunkSchedule chunks) {
    if (chunks.isDue(nowNs)) {
      sampling.ask(observation, chunks);
      sampling.run();
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
