package io.github.hjelm.bench.stack;

import java.util.Optional;
import java.util.OptionalLong;

/** A stack that has subscribed and answers until it is closed. */
public interface RunningStack extends AutoCloseable {

  String name();

  /** The process that answers; absent when it is a thread of this one. */
  OptionalLong pid();

  boolean isAlive();

  /** The last lines that it wrote, for the sentence about its end; may be empty. */
  String logTail();

  /** What it says of its own memory, between slices; empty when it does not. */
  Optional<MemoryCounts> memory();

  /** Ends it and waits until it has gone. */
  @Override
  void close();
}
