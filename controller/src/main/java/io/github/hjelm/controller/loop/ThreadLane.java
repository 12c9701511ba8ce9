package io.github.hjelm.controller.loop;

import io.github.hjelm.controller.chunk.ChunkSchedule;
import io.github.hjelm.controller.chunk.NoiseStream;
import io.github.hjelm.controller.observe.Observation;
import io.github.hjelm.controller.observe.ObservationLayout;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.sensors.HotPath;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The policy answers on a thread of its own, and the cycles go on meanwhile with the chunk that
 * there is. One sampling is under way at a time; it changes hands through one word, without a lock,
 * and only when the cycle's command has left: the thread that wakes up may be given the loop's
 * processor.
 *
 * <p>A policy that never answers costs its thread and nothing else: chunks run out, and verdicts
 * say so.
 */
public final class ThreadLane implements PolicyLane {

  private static final long CLOSE_WAIT_MS = 2_000;

  // Who may touch the sampling.
  private static final int WITH_LOOP = 0;
  private static final int WRITTEN = 1; // with the loop, until the cycle is over
  private static final int ASKED = 2;
  private static final int ANSWERED = 3;

  private final Sampling sampling;
  private final AtomicInteger hands = new AtomicInteger(WITH_LOOP);
  private final Thread thread;
  private volatile boolean closed;

  // The loop's thread only.
  private @Nullable Throwable fault;

  /**
   * @param name of the thread
   */
  public ThreadLane(
      FewStepSampler sampler, ObservationLayout layout, NoiseStream noise, String name) {
    sampling = new Sampling(sampler, layout, noise);
    thread = new Thread(this::answer, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  @HotPath
  public void step(long nowNs, Observation observation, ChunkSchedule chunks) {
    if (hands.getAcquire() == ANSWERED) {
      sampling.deliver(chunks, nowNs);
      fault = sampling.fault();
      hands.setPlain(WITH_LOOP);
    }
    if (hands.getPlain() == WITH_LOOP && chunks.isDue(nowNs)) {
      sampling.ask(nowNs, observation, chunks);
      hands.setPlain(WRITTEN);
    }
  }

  @Override
  @HotPath
  public void left() {
    if (hands.getPlain() == WRITTEN) {
      handOver();
    }
  }

  /** Takes no lock; the operating system is asked once per chunk. */
  private void handOver() {
    hands.setRelease(ASKED);
    LockSupport.unpark(thread);
  }

  private void answer() {
    while (!closed) {
      if (hands.getAcquire() == ASKED) {
        sampling.run();
        hands.setRelease(ANSWERED);
      } else {
        LockSupport.park(this);
      }
    }
    sampling.close();
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
    sampling.save(out, hands.getPlain() != WITH_LOOP, fault);
  }

  @Override
  public void load(ByteBuffer in) {
    boolean underWay = sampling.load(in);
    fault = sampling.fault();
    if (underWay) {
      handOver();
    }
  }

  /** Ends the thread; one that is stuck in its policy is left to end with the process. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSE_WAIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
