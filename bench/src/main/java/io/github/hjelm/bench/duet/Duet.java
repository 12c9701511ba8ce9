package io.github.hjelm.bench.duet;

import io.github.hjelm.bench.control.Lateness;
import io.github.hjelm.bench.load.Slice;
import io.github.hjelm.bench.load.Traffic;
import io.github.hjelm.bench.measure.Latencies;
import io.github.hjelm.bench.measure.ProcessUsage;
import io.github.hjelm.bench.measure.RoundLine;
import io.github.hjelm.bench.measure.SliceReading;
import io.github.hjelm.bench.stack.MemoryCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/**
 * Rounds in which each contestant has the machine for one slice, in a new random order every round.
 */
public final class Duet {

  private static final long POLL_NS = 10_000_000;

  private final Rig rig;
  private final Traffic traffic;
  private final Random random;
  private final SliceListener listener;
  private final long startNs;
  private final List<Pending> pending = new ArrayList<>();

  /** A slice of which commands may still come. */
  private record Pending(
      Contestant whose,
      int round,
      Slice slice,
      long stealTicks,
      double cpuPressure,
      double residentMb) {}

  /**
   * @param random order of the turns, and arrivals
   */
  public Duet(Rig rig, Traffic traffic, Random random, SliceListener listener) {
    this.rig = rig;
    this.traffic = traffic;
    this.random = random;
    this.listener = listener;
    startNs = rig.clock().nanoTime();
  }

  /**
   * Runs them. Whatever has been measured when it is interrupted or the broker goes is in the
   * contestants.
   *
   * @param rounds how many, and fewer when time is over
   * @param lastNs no round but the first begins after this time
   * @param progress is told each round's number before it begins
   */
  public void run(List<Contestant> contestants, int rounds, long lastNs, IntConsumer progress)
      throws IOException, InterruptedException {
    List<Optional<MemoryCounts>> before =
        contestants.stream().map(c -> c.stack().memory()).toList();
    try {
      for (int round = 0; round < rounds && (round == 0 || inTime(lastNs)); round++) {
        progress.accept(round);
        List<Contestant> order = new ArrayList<>(contestants);
        Collections.shuffle(order, random);
        for (Contestant contestant : order) {
          if (contestant.ready()) {
            takeTurn(contestant, round);
            readThoseThatAreOver();
          }
        }
      }
    } finally {
      awaitStragglers();
    }
    for (int i = 0; i < contestants.size(); i++) {
      Contestant contestant = contestants.get(i);
      Optional<MemoryCounts> after =
          contestant.ready() ? contestant.stack().memory() : Optional.empty();
      if (before.get(i).isPresent() && after.isPresent()) {
        contestant.cost().addMemory(after.get().minus(before.get(i).get()));
      }
    }
  }

  private boolean inTime(long lastNs) {
    return rig.clock().nanoTime() - lastNs < 0;
  }

  private void takeTurn(Contestant contestant, int round) throws IOException, InterruptedException {
    Optional<ProcessUsage> usageBefore = usage(contestant);
    OptionalLong stealBefore = rig.machine().stealTicks();
    OptionalLong energyBefore = rig.machine().energyMicrojoule();
    OptionalLong waitedBefore = rig.machine().waitedForProcessorUs();
    long fromNs = rig.clock().nanoTime();
    Slice slice = rig.slice(contestant, traffic, random);
    long tookNs = rig.clock().nanoTime() - fromNs;
    OptionalLong waitedAfter = rig.machine().waitedForProcessorUs();
    OptionalLong energyAfter = rig.machine().energyMicrojoule();
    OptionalLong stealAfter = rig.machine().stealTicks();
    Optional<ProcessUsage> usageAfter = usage(contestant);
    OptionalLong energy = difference(energyBefore, energyAfter);
    contestant.cost().add(usageBefore, usageAfter, energy, slice.sent());
    double residentMb = usageAfter.map(u -> u.residentBytes() / 1e6).orElse(Double.NaN);
    long steal = difference(stealBefore, stealAfter).orElse(-1);
    OptionalLong waitedUs = difference(waitedBefore, waitedAfter);
    double pressure = waitedUs.isPresent() ? 1e3 * waitedUs.getAsLong() / tookNs : Double.NaN;
    pending.add(new Pending(contestant, round, slice, steal, pressure, residentMb));
  }

  private static Optional<ProcessUsage> usage(Contestant contestant) {
    OptionalLong pid = contestant.stack().pid();
    return pid.isPresent() ? ProcessUsage.of(pid.getAsLong()) : Optional.empty();
  }

  private static OptionalLong difference(OptionalLong before, OptionalLong after) {
    return before.isPresent() && after.isPresent()
        ? OptionalLong.of(after.getAsLong() - before.getAsLong())
        : OptionalLong.empty();
  }

  private void awaitStragglers() throws IOException, InterruptedException {
    readThoseThatAreOver();
    while (!pending.isEmpty()) {
      rig.pacer().awaitUntil(rig.clock().nanoTime() + POLL_NS);
      readThoseThatAreOver();
    }
  }

  private void readThoseThatAreOver() throws IOException {
    Lateness control = rig.control().get();
    long now = rig.clock().nanoTime();
    for (Iterator<Pending> each = pending.iterator(); each.hasNext(); ) {
      Pending one = each.next();
      if (SliceReading.isOver(rig.ledger(), one.slice, now)) {
        read(one, control);
        each.remove();
      }
    }
  }

  private void read(Pending one, Lateness control) throws IOException {
    Contestant whose = one.whose;
    SliceReading reading = SliceReading.of(rig.ledger(), one.slice, traffic, whose.firstRobot());
    long fromNs = one.slice.beginNs() + SliceReading.SETTLING_NS;
    Histogram meanwhile = Latencies.histogram();
    control.record(fromNs, one.slice.endNs(), meanwhile);
    long largest = control.largestNs(fromNs, one.slice.endNs());
    RoundLine line =
        new RoundLine(
            one.round,
            (one.slice.beginNs() - startNs) / 1e9,
            reading.latencies().service().getValueAtPercentile(50) / 1e3,
            reading.latencies().service().getValueAtPercentile(99) / 1e3,
            reading.latencies().response().getValueAtPercentile(50) / 1e3,
            reading.latencies().response().getValueAtPercentile(99) / 1e3,
            reading.counts().missRatio(),
            largest < 0 ? -1 : largest / 1e3,
            one.stealTicks,
            one.cpuPressure,
            one.residentMb);
    whose.rounds().add(line);
    whose.draw(reading.sawtooth());
    whose.all().add(reading, meanwhile);
    if (line.quiet()) {
      whose.quiet().add(reading, meanwhile);
    }
    listener.read(whose, line, reading);
  }
}
