package io.github.hjelm.bench.latency;

import io.github.hjelm.bench.duet.Contestant;
import io.github.hjelm.bench.measure.RoundLine;
import io.github.hjelm.bench.stack.MemoryCounts;
import io.github.hjelm.bench.stack.RunningStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Reports of runs that never were. */
final class Reports {

  private Reports() {}

  private record Nobody(String name) implements RunningStack {
    @Override
    public OptionalLong pid() {
      return OptionalLong.empty();
    }

    @Override
    public boolean isAlive() {
      return true;
    }

    @Override
    public String logTail() {
      return "";
    }

    @Override
    public Optional<MemoryCounts> memory() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  /** A stack whose medians are about so many µs, on a machine of varying mood. */
  static Contestant contestant(String name, double us, double mood, long seed) {
    Contestant contestant = new Contestant(name, new Nobody(name), 1);
    Random machine = new Random(9);
    Random own = new Random(seed);
    for (int round = 0; round < 30; round++) {
      double weather = mood * Math.exp(0.2 * machine.nextGaussian());
      double p50 = us * weather * Math.exp(0.01 * own.nextGaussian());
      contestant
          .rounds()
          .add(
              new RoundLine(
                  round,
                  round,
                  p50,
                  2 * p50,
                  p50 + 10,
                  2 * p50 + 10,
                  0,
                  100,
                  0,
                  round / 100.0,
                  50 + round));
    }
    return contestant;
  }

  /**
   * A stack whose process had so much memory in rounds of three seconds.
   *
   * @param mbAtHour in MB, at hours after the run's beginning
   */
  static Contestant remembering(String name, double minutes, DoubleUnaryOperator mbAtHour) {
    Contestant contestant = new Contestant(name, new Nobody(name), 1);
    for (int round = 0; 3 * round <= 60 * minutes; round++) {
      double mb = mbAtHour.applyAsDouble(round / 1_200.0);
      contestant
          .rounds()
          .add(new RoundLine(round, 3.0 * round, 90, 99, 95, 105, 0, 100, 0, Double.NaN, mb));
    }
    return contestant;
  }

  static LatencyReport of(List<String> invalid, Contestant... contestants) {
    List<StackReport> stacks = new ArrayList<>();
    for (Contestant one : contestants) {
      stacks.add(StackReport.of(one));
    }
    Ratios ratios = new Ratios("ours", 1);
    WorkloadReport workload =
        new WorkloadReport(
            "W3",
            "few-step policy",
            "1 × 1000 Hz",
            "3x256x4",
            "abc",
            30,
            invalid,
            Map.of("python", "Python cannot import <torch>"),
            Map.of("ours", 1.6),
            stacks,
            ratios.against(List.of(contestants)),
            List.of(),
            Map.of());
    return new LatencyReport(
        LatencyReport.FORMAT,
        "quick",
        "./hjelm bench quick",
        "abc",
        "2026-11-21",
        "a machine",
        Map.of("kernel", "6"),
        1,
        "ours",
        invalid.isEmpty(),
        invalid,
        List.of(),
        1.6,
        List.of(workload));
  }
}
