package io.github.hjelm.bench.duet;

import io.github.hjelm.bench.load.Slice;
import io.github.hjelm.bench.load.Traffic;
import io.github.hjelm.bench.measure.SliceReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Asks contestants in turns until they become no faster: three successive windows of which none
 * beats the fastest one before by 3 %. Whatever else runs on the machine makes windows slower and
 * never faster, so their scatter says nothing. Nothing of it is kept.
 */
public final class WarmUp {

  private static final int WINDOWS = 3;
  private static final double STANDS_STILL = 0.03;
  private static final double LONGEST_WINDOW_S = 2;
  private static final double SHORTEST_WINDOW_S = 0.5;

  /** So many windows should find room for each. */
  private static final int WANTED_WINDOWS = 5;

  private final Rig rig;
  private final Traffic traffic;
  private final Random random;

  public WarmUp(Rig rig, Traffic traffic, Random random) {
    this.rig = rig;
    this.traffic = traffic;
    this.random = random;
  }

  /**
   * Asks until all stand still or time is over.
   *
   * @param mostS how long it may take for all of them together
   */
  public void run(List<Contestant> contestants, double mostS)
      throws IOException, InterruptedException {
    double windowS =
        Math.min(
            LONGEST_WINDOW_S,
            Math.max(SHORTEST_WINDOW_S, mostS / contestants.size() / WANTED_WINDOWS));
    Traffic window = traffic.withSliceNs((long) (windowS * 1e9));
    long endNs = rig.clock().nanoTime() + (long) (mostS * 1e9);
    Map<Contestant, List<Double>> medians = new HashMap<>();
    List<Contestant> restless = new ArrayList<>(contestants);
    while (!restless.isEmpty() && rig.clock().nanoTime() - endNs < 0) {
      for (Contestant contestant : List.copyOf(restless)) {
        if (!contestant.ready()) {
          restless.remove(contestant);
          continue;
        }
        List<Double> its = medians.computeIfAbsent(contestant, c -> new ArrayList<>());
        its.add(median(contestant, window));
        if (standsStill(its)) {
          contestant.settle(true);
          restless.remove(contestant);
        }
      }
    }
  }

  private double median(Contestant contestant, Traffic window)
      throws IOException, InterruptedException {
    Slice slice = rig.slice(contestant, window, random);
    SliceReading reading = SliceReading.of(rig.ledger(), slice, window, contestant.firstRobot());
    return reading.latencies().service().getValueAtPercentile(50);
  }

  static boolean standsStill(List<Double> medians) {
    if (medians.size() <= WINDOWS) {
      return false;
    }
    int before = medians.size() - WINDOWS;
    double fastest = Collections.min(medians.subList(0, before));
    double since = Collections.min(medians.subList(before, medians.size()));
    return since > 0 && since >= fastest * (1 - STANDS_STILL);
  }
}
