package io.github.hjelm.bench.stack;

import java.io.IOException;
import java.util.Optional;

/**
 * Something that answers observations with commands, as {@code bench/docs/contract.md} says, and
 * can be started here.
 */
public interface Stack {

  /** As tables name it; lower case, unique in a run. */
  String name();

  /**
   * Why it cannot run on this machine, in half a sentence without a full stop ({@code "Python
   * cannot import torch (pip install torch)"}); empty when it can.
   */
  Optional<String> missing();

  /**
   * Whether it computes the network of {@link StackSetup#model}, or only echoes without one.
   * Workloads with a network leave stacks out that cannot.
   */
  boolean computes();

  /**
   * Starts it and returns when it has subscribed.
   *
   * @throws IOException when it does not start; the message is one sentence with the last line of
   *     its log
   */
  RunningStack start(StackSetup setup) throws IOException, InterruptedException;
}
