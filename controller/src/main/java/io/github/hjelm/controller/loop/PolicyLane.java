package io.github.hjelm.controller.loop;

import io.github.hjelm.controller.chunk.ChunkSchedule;
import io.github.hjelm.controller.observe.Observation;
import io.github.hjelm.sensors.HotPath;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Where a robot's policy runs: in the cycle, or beside it. */
public interface PolicyLane extends AutoCloseable {

  /** Begins a sampling where one is due, and hands over what was answered. Loop thread. */
  @HotPath
  void step(long nowNs, Observation observation, ChunkSchedule chunks);

  /**
   * Hands over what a cycle has to wait for; in the same cycle as the step, and where others may
   * have been asked meanwhile. Loop thread.
   */
  @HotPath
  default void settle(long nowNs, ChunkSchedule chunks) {}

  /**
   * The command has left: whoever was asked beside the cycle may begin, and take the loop's
   * processor for it if the operating system will have it so. After each cycle. Loop thread.
   */
  @HotPath
  default void left() {}

  /** Why the last sampling came to nothing; null when it did not. Loop thread. */
  @Nullable Throwable fault();

  /** From now on somebody sees the answers; on the loop's thread, or before it begins. */
  void watch(AnswerWatcher watcher);

  /** Writes down what it keeps from cycle to cycle, a sampling that is under way included. */
  @HotPath
  void save(ByteBuffer out);

  /** Goes on from what {@link #save} wrote; of a lane that was asked nothing yet. */
  void load(ByteBuffer in);

  @Override
  void close();
}
