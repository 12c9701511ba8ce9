package io.github.hjelm.bench.load;

/** Lets time pass. */
@FunctionalInterface
public interface Pacer {

  /** Returns when the clock has reached that time, at once when it has passed. */
  void awaitUntil(long ns) throws InterruptedException;
}
