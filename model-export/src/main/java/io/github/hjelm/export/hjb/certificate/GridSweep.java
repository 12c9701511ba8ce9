package io.github.hjelm.export.hjb.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Visits all nodes in slabs, several at a time; the result does not depend on how many. */
final class GridSweep implements AutoCloseable {

  /** Work on one slab of nodes; says the largest figure it met. */
  @FunctionalInterface
  interface Slab {
    double visit(int from, int to);
  }

  private final ExecutorService pool;
  private final int size;
  private final int slabs;

  GridSweep(int size, int threads) {
    this.size = size;
    pool = Executors.newFixedThreadPool(threads);
    // A few slabs per thread even out what they cost.
    slabs = Math.min(size, 4 * threads);
  }

  /** The largest figure of all slabs; NaN when one of them met it. */
  double largest(Supplier<Slab> work) throws InterruptedException {
    List<Future<Double>> parts = new ArrayList<>();
    for (int k = 0; k < slabs; k++) {
      int from = (int) ((long) size * k / slabs);
      int to = (int) ((long) size * (k + 1) / slabs);
      parts.add(pool.submit(() -> work.get().visit(from, to)));
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

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
