package io.github.hjelm.controller.policy.tensorflow;

import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.sensors.HotPath;

/**
 * One frozen graph with inputs and one output of fixed sizes, all of them floats. What lies below
 * differs by Java version; what lies above does not.
 */
interface GraphSession extends AutoCloseable {

  /** Copies an input into the memory that TensorFlow reads. */
  @HotPath
  void put(int input, float[] values);

  /** Runs the graph in the calling thread and copies its output. */
  @HotPath
  SampleOutcome run(float[] output);

  /** What TensorFlow said last time it failed. */
  String fault();

  @Override
  void close();
}
