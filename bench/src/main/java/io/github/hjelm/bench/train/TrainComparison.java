package io.github.hjelm.bench.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * The same training, several times in turns.
 *
 * @param asked what was trained
 * @param ours of each round
 * @param peers of each round; of fewer where it failed
 * @param tool the peer's name and version; empty when it took no part
 * @param peerMissing why the peer took no part in every round; empty when it did
 */
public record TrainComparison(
    TrainCase asked, List<TrainTurn> ours, List<TrainTurn> peers, String tool, String peerMissing) {

  public TrainComparison {
    ours = List.copyOf(ours);
    peers = List.copyOf(peers);
  }

  /** Whether the peer took its turn in every round. */
  public boolean compared() {
    return !peers.isEmpty() && peers.size() == ours.size();
  }

  /** The median of ours. */
  public double samplesPerSecond() {
    return median(ours, turn -> asked.samplesPerSecond(turn.seconds()));
  }

  /** The median of the peer's; NaN when it took no part in every round. */
  public double peerSamplesPerSecond() {
    return compared() ? median(peers, turn -> asked.samplesPerSecond(turn.seconds())) : Double.NaN;
  }

  /** Times as fast as the peer: the ratio of the medians; NaN when there is none. */
  public double ratio() {
    return samplesPerSecond() / peerSamplesPerSecond();
  }

  /** The least ratio of a round; NaN when there is none. */
  public double leastRatio() {
    return ratios().min().orElse(Double.NaN);
  }

  /** The largest ratio of a round; NaN when there is none. */
  public double mostRatio() {
    return ratios().max().orElse(Double.NaN);
  }

  /**
   * How likely the true median of the rounds' ratios lies between the least and the most: it does
   * unless all n rounds fell on one side of it, 1 - 2^(1-n).
   */
  public double confidence() {
    return compared() ? 1 - Math.pow(2, 1.0 - ours.size()) : Double.NaN;
  }

  /** Whether the loss fell in each training: who learns nothing is fast in vain. */
  public boolean learnt() {
    return ours.stream().allMatch(TrainTurn::learnt) && peers.stream().allMatch(TrainTurn::learnt);
  }

  private DoubleStream ratios() {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; compared() && round < ours.size(); round++) {
      ratios.add(peers.get(round).seconds() / ours.get(round).seconds());
    }
    return ratios.stream().mapToDouble(Double::doubleValue);
  }

  private static double median(List<TrainTurn> turns, Function<TrainTurn, Double> value) {
    List<Double> sorted = turns.stream().map(value).sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
