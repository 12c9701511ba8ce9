package io.github.hjelm.controller.recorder;

import io.github.hjelm.controller.health.Recording;
import io.github.hjelm.sensors.HotPath;
import java.util.concurrent.atomic.AtomicLong;

/** What one robot's recorder has done so far; anybody reads. */
final class FlightCounts implements Recording {

  private volatile long dropped;
  private final AtomicLong written = new AtomicLong();
  private volatile String problem = "";

  /** Loop thread. */
  @HotPath
  void drop() {
    // One thread writes; readers only need to see whole numbers.
    long counted = dropped + 1;
    dropped = counted;
  }

  /** Writing thread. */
  void wrote(long bytes) {
    written.addAndGet(bytes);
  }

  /** Nothing is written any more. Writing thread. */
  void end(String why) {
    problem = why;
  }

  boolean isEnded() {
    return !problem.isEmpty();
  }

  /** Why nothing is written any more, or empty. */
  String problem() {
    return problem;
  }

  @Override
  public long droppedRecords() {
    return dropped;
  }

  @Override
  public long writtenBytes() {
    return written.get();
  }
}
