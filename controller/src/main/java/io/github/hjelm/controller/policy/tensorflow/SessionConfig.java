package io.github.hjelm.controller.policy.tensorflow;

import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** What TensorFlow is told about where and how a graph runs. */
final class SessionConfig {

  private SessionConfig() {}

  /**
   * One thread for the graph, which is the caller's: a hand-off costs more than a small network.
   * The graph never grows, so nothing is kept for that.
   *
   * @param threads that may share one operation
   */
  static ConfigProto onCpu(int threads) {
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(threads)
        .setInterOpParallelismThreads(-1)
        // One device means one partition, without which the calling thread would not be used.
        .putDeviceCount("GPU", 0)
        .setExperimental(fixedGraph().setExecutorType("SINGLE_THREADED_EXECUTOR"))
        .build();
  }

  /**
   * The same for a graph that normalises layers, where oneDNN is on: what fuses that takes a scale
   * for each row to be one for all, and then refuses to compute it.
   */
  static ConfigProto onCpuUnfused(int threads) {
    RewriterConfig unfused =
        RewriterConfig.newBuilder().setRemapping(RewriterConfig.Toggle.OFF).build();
    return onCpu(threads).toBuilder()
        .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(unfused))
        .build();
  }

  /**
   * A GPU beside the CPU. It takes memory as it needs it, for others live on it too; what it cannot
   * compute the CPU does. Two devices are two partitions, so there is a thread for each.
   */
  static ConfigProto onGpu() {
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(1)
        .setAllowSoftPlacement(true)
        .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true).setForceGpuCompatible(true))
        .setExperimental(fixedGraph())
        .build();
  }

  private static ConfigProto.Experimental.Builder fixedGraph() {
    return ConfigProto.Experimental.newBuilder()
        .setOptimizeForStaticGraph(true)
        .setDisableOutputPartitionGraphs(true);
  }
}
