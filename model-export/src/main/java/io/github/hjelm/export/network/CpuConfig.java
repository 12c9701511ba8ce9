package io.github.hjelm.export.network;

import org.tensorflow.proto.ConfigProto;

/** How graphs run off line: on the CPU, each operation on one thread. */
public final class CpuConfig {

  /** In the thread that calls, without a pool. */
  private static final int CALLER = -1;

  private CpuConfig() {}

  /**
   * Operations that do not wait for each other on so many threads.
   *
   * <p>Two halves of a batch side by side are faster than one batch whose every product is shared
   * out: they meet once a step.
   */
  public static ConfigProto of(int threads) {
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(1)
        .setInterOpParallelismThreads(threads == 1 ? CALLER : threads)
        // The pool that all sessions share is as large as the first session wanted it.
        .setUsePerSessionThreads(threads > 1)
        .putDeviceCount("GPU", 0)
        .build();
  }
}
