package io.github.hjelm.export.hjb.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Visits all nodes in slabs, several at a time; the result does not depend on how many. */
final class GridSweep {

  /** Work on one slab of nodes; says the largest figure it met. */
  @FunctionalInterface
  interface Slab {
    double visit(int from, int to);
  }

  /** The threads. */
  static final class Pool implements AutoCloseable {
    private final ExecutorService threads;
    private final int count;

    Pool(int count) {
      this.count = count;
      threads = Executors.newFixedThreadPool(count);
    }

    GridSweep sweep(int size) {
      return new GridSweep(this, size);
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }

  private final Pool pool;
  private final int size;
  private final int slabs;

  private GridSweep(Pool pool, int size) {
    this.pool = pool;
    this.size = size;
    // Many slabs per thread even out what they cost.
    slabs = Math.min(size, 16 * pool.count);
  }

  /** The largest figure of all slabs; NaN when one of them met it. */
  double largest(Supplier<Slab> work) throws InterruptedException {
    List<Future<Double>> parts = new ArrayList<>();
    for (int k = 0; k < slabs; k++) {
      int from = (int) ((long) size * k / slabs);
      int to = (int) ((long) size * (k + 1) / slabs);
      parts.add(pool.threads.submit(() -> work.get().visit(from, to)));
    }
    double largest = 0;
    for (Future<Double> part : parts) {
      try {
        largest = Math.max(largest, part.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a sweep failed", e.getCause());
      }
    }
    return largest;
  }
}
