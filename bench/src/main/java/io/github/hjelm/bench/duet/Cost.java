package io.github.hjelm.bench.duet;

import io.github.hjelm.bench.measure.ContextSwitches;
import io.github.hjelm.bench.measure.ProcessUsage;
import io.github.hjelm.bench.measure.ThreadSwitches;
import io.github.hjelm.bench.stack.MemoryCounts;
import java.util.Optional;
import java.util.OptionalLong;

/** What a stack's process has used in its own slices. */
public final class Cost {

  private long cpuNs;
  private long commands;
  private long energyMicrojoule;
  private boolean cpuKnown;
  private boolean energyKnown;
  private Optional<ContextSwitches> switches = Optional.empty();
  private Optional<MemoryCounts> memory = Optional.empty();

  void add(
      Optional<ProcessUsage> before, Optional<ProcessUsage> after, OptionalLong energy, long sent) {
    commands += sent;
    if (before.isPresent() && after.isPresent()) {
      cpuKnown = true;
      cpuNs += after.get().cpuNs() - before.get().cpuNs();
      addSwitches(before.get().switches(), after.get().switches());
    }
    if (energy.isPresent() && energy.getAsLong() >= 0) { // otherwise the counter has wrapped
      energyKnown = true;
      energyMicrojoule += energy.getAsLong();
    }
  }

  private void addSwitches(Optional<ThreadSwitches> before, Optional<ThreadSwitches> after) {
    if (before.isPresent() && after.isPresent()) {
      ContextSwitches added = after.get().since(before.get());
      switches = Optional.of(switches.orElse(ContextSwitches.NONE).plus(added));
    }
  }

  void addMemory(MemoryCounts used) {
    memory = Optional.of(memory.map(before -> before.plus(used)).orElse(used));
  }

  /** Of the stack's process; NaN when nobody knows. */
  public double cpuSecondsPerThousand() {
    return cpuKnown ? cpuNs / 1e9 / commands * 1_000 : Double.NaN;
  }

  /** Of all threads of the stack's process, when they waited; NaN when nobody knows. */
  public double voluntarySwitchesPerThousand() {
    return switches.map(s -> 1_000.0 * s.voluntary() / commands).orElse(Double.NaN);
  }

  /** Of all threads of the stack's process, when others were to run; NaN when nobody knows. */
  public double involuntarySwitchesPerThousand() {
    return switches.map(s -> 1_000.0 * s.involuntary() / commands).orElse(Double.NaN);
  }

  /** Of the whole machine while it had the turn; NaN when the machine cannot tell. */
  public double joulePerThousand() {
    return energyKnown ? energyMicrojoule / 1e6 / commands * 1_000 : Double.NaN;
  }

  /** By all threads of the stack, as it says itself; NaN when it does not. */
  public double allocatedBytesPerThousand() {
    return memory.map(m -> 1_000.0 * m.allocatedBytes() / commands).orElse(Double.NaN);
  }

  /** In its slices; empty when it does not say. */
  public Optional<MemoryCounts> memory() {
    return memory;
  }
}
