package io.github.hjelm.controller.health;

import io.github.hjelm.sensors.HotPath;
import java.util.List;

/** How long each stage of a loop's cycles took. The loop's thread records, any thread reads. */
public final class StageHistograms {

  private final List<String> names;
  private final LatencyHistogram[] stages;

  /**
   * @param names in order, the whole cycle last
   */
  public StageHistograms(List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a cycle has at least one stage: the whole of it");
    }
    this.names = List.copyOf(names);
    stages = new LatencyHistogram[names.size()];
    for (int stage = 0; stage < stages.length; stage++) {
      stages[stage] = new LatencyHistogram();
    }
  }

  /** Counts a cycle: one duration for each stage. */
  @HotPath
  public void record(long[] stageNs) {
    for (int stage = 0; stage < stages.length; stage++) {
      stages[stage].record(stageNs[stage]);
    }
  }

  /** In order, the whole cycle last. */
  public List<String> names() {
    return names;
  }

  public int size() {
    return stages.length;
  }

  public LatencyHistogram stage(int stage) {
    return stages[stage];
  }

  /** Of the whole cycle. */
  public LatencyHistogram whole() {
    return stages[stages.length - 1];
  }
}
