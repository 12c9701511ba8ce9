package io.github.hjelm.bench.profile;

import io.github.hjelm.bench.load.Arrivals;
import io.github.hjelm.bench.load.Traffic;
import io.github.hjelm.bench.stack.Network;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What stacks are asked.
 *
 * @param id {@code W3}
 * @param purpose in a few words
 * @param observations values in an observation
 * @param actions values in a command
 * @param network that they compute; absent for an echo
 * @param traffic when they are asked
 * @param ratesHz the rates of a search for the highest that a stack keeps up with; empty when the
 *     rate of the traffic is all there is
 */
public record Workload(
    String id,
    String purpose,
    int observations,
    int actions,
    Optional<Network> network,
    Traffic traffic,
    List<Double> ratesHz) {

  private static final long SLICE_NS = 1_000_000_000L;
  private static final long WEIGHTS_SEED = 1;

  /** Transport and framework, without a policy. */
  public static final Workload W1 =
      new Workload("W1", "transport echo", 32, 8, Optional.empty(), robots(1, 1_000), List.of());

  public static final Workload W2 = computing("W2", "small policy", 16, 4, 1, 64, robots(1, 1_000));

  /** The headline. */
  public static final Workload W3 =
      computing("W3", "few-step policy", 32, 8, 4, 256, robots(1, 1_000));

  public static final Workload W4_BURST =
      computing(
          "W4-burst",
          "16 robots at the same instant",
          32,
          8,
          4,
          256,
          new Traffic(Arrivals.BURST, 16, 100, SLICE_NS));

  public static final Workload W4_SPREAD =
      computing("W4-spread", "16 robots, spread", 32, 8, 4, 256, robots(16, 100));

  public static final Workload W4_POISSON =
      computing(
          "W4-poisson",
          "16 robots, independent",
          32,
          8,
          4,
          256,
          new Traffic(Arrivals.POISSON, 16, 100, SLICE_NS));

  public static final Workload W5 = computing("W5", "64 robots", 64, 12, 4, 256, robots(64, 50));

  /** Highest rate of one robot with at most one miss in a thousand. */
  public static final Workload W7 =
      new Workload(
          "W7",
          "highest rate of one robot",
          32,
          8,
          Optional.of(new Network(32, 8, 3, 256, 4, WEIGHTS_SEED)),
          robots(1, 1_000),
          List.of(250.0, 500.0, 1_000.0, 2_000.0, 3_000.0, 4_000.0, 6_000.0, 8_000.0));

  private static Workload computing(
      String id,
      String purpose,
      int observations,
      int actions,
      int steps,
      int width,
      Traffic traffic) {
    Network network = new Network(observations, actions, 3, width, steps, WEIGHTS_SEED);
    return new Workload(
        id, purpose, observations, actions, Optional.of(network), traffic, List.of());
  }

  private static Traffic robots(int robots, double rateHz) {
    return new Traffic(Arrivals.PERIODIC, robots, rateHz, SLICE_NS);
  }

  /** Whether rates are searched. */
  public boolean searches() {
    return !ratesHz.isEmpty();
  }

  /** {@code 1 × 1000 Hz}. */
  public String load() {
    String rate =
        searches()
            ? String.format(
                Locale.ROOT, "%.0f to %.0f", ratesHz.get(0), ratesHz.get(ratesHz.size() - 1))
            : String.format(Locale.ROOT, "%.0f", traffic.rateHz());
    return traffic.robots() + " × " + rate + " Hz";
  }
}
