package io.github.hjelm.bench.latency;

import io.github.hjelm.bench.duet.CapacitySearch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a workload has shown.
 *
 * @param id {@code W3}
 * @param purpose in a few words
 * @param load {@code 1 × 1000 Hz}
 * @param network {@code 3x256x4}; empty for an echo
 * @param modelHash of the weights that all stacks loaded; empty for an echo
 * @param rounds in which each stack had its turn
 * @param invalid why it must not be believed; empty when it may
 * @param absent stacks that took no part, and why
 * @param startSeconds from the start of a stack's process until it had subscribed
 * @param stacks those that did
 * @param ratios ours over the others
 * @param same the same stack under two names; its interval has to contain 1
 * @param capacity points by stack, where rates were searched
 */
public record WorkloadReport(
    String id,
    String purpose,
    String load,
    String network,
    String modelHash,
    int rounds,
    List<String> invalid,
    Map<String, String> absent,
    Map<String, Double> startSeconds,
    List<StackReport> stacks,
    List<RatioLine> ratios,
    List<RatioLine> same,
    Map<String, List<CapacitySearch.Point>> capacity) {

  /** How processors were wanted in all slices; empty where the kernel does not tell. */
  Optional<CpuPressure> cpuPressure() {
    return CpuPressure.of(stacks);
  }

  /** Whether it may be believed. */
  public boolean believed() {
    return invalid.isEmpty();
  }
}
