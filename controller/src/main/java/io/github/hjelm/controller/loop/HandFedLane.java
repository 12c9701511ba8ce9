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
 * A {@link ThreadLane} without its thread: the answer is there in the cycle in which somebody says
 * so. For cycles that are computed again.
 */
public final class HandFedLane implements PolicyLane {

  private final Sampling sampling;
  private boolean underWay;
  private boolean arrived;
  private @Nullable Throwable fault;

  public HandFedLane(FewStepSampler sampler, ObservationLayout layout, NoiseStream noise) {
    sampling = new Sampling(sampler, layout, noise);
  }

  /** The next cycle finds the answer; nothing happens where none was asked for. */
  public void arrives() {
    arrived = underWay;
  }

  @Override
  @HotPath
  public void step(long nowNs, Observation observation, ChunkSchedule chunks) {
    if (arrived) {
      arrived = false;
      underWay = false;
      sampling.run();
      sampling.deliver(chunks, nowNs);
      fault = sampling.fault();
    }
    if (!underWay && chunks.isDue(nowNs)) {
      sampling.ask(nowNs, observation, chunks);
      underWay = true;
    }
  }

  @Override
  public @Nullable Throwable fault() {
    return fault;
  }

  @Override
  public void watch(AnswerWatcher watcher) {
    sampling.watch(watcher);
  }

  @Override
  @HotPath
  public void save(ByteBuffer out) {
    sampling.save(out, underWay, fault);
  }

  @Override
  public void load(ByteBuffer in) {
    underWay = sampling.load(in);
    arrived = false;
    fault = sampling.fault();
  }

  @Override
  public void close() {
    sampling.close();
  }
}
