package io.github.hjelm.bench.duet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.bench.measure.ContextSwitches;
import io.github.hjelm.bench.measure.ProcessUsage;
import io.github.hjelm.bench.measure.ThreadSwitches;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CostTest {

  private static Optional<ProcessUsage> usage(long cpuNs, long voluntary, long involuntary) {
    ContextSwitches its = new ContextSwitches(voluntary, involuntary);
    return Optional.of(
        new ProcessUsage(cpuNs, 0, Optional.of(new ThreadSwitches(Map.of("7", its)))));
  }

  @Test
  void whatIsAddedInItsTurnsCountsPerThousandCommands() {
    Cost cost = new Cost();
    cost.add(usage(0, 100, 10), usage(1_000_000_000, 1_100, 13), OptionalLong.empty(), 500);
    // What it does while others have their turn is nothing of its own.
    cost.add(usage(0, 5_000, 90), usage(0, 5_200, 91), OptionalLong.empty(), 500);
    assertEquals(1, cost.cpuSecondsPerThousand());
    assertEquals(1_200, cost.voluntarySwitchesPerThousand());
    assertEquals(4, cost.involuntarySwitchesPerThousand());
  }

  @Test
  void whatNobodyCanTellIsNotANumber() {
    Cost cost = new Cost();
    ProcessUsage silent = new ProcessUsage(5, 0, Optional.empty());
    cost.add(Optional.of(silent), Optional.of(silent), OptionalLong.empty(), 500);
    assertEquals(0, cost.cpuSecondsPerThousand());
    assertEquals(Double.NaN, cost.voluntarySwitchesPerThousand());
    assertEquals(Double.NaN, cost.involuntarySwitchesPerThousand());
  }
}
