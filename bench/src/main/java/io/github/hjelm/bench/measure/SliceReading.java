package io.github.hjelm.bench.measure;

import io.github.hjelm.bench.load.Ledger;
import io.github.hjelm.bench.load.Slice;
import io.github.hjelm.bench.load.Traffic;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/** Everything that a slice's messages tell, once each has its command or is lost. */
public final class SliceReading {

  /** A command that has not come by then is lost. */
  public static final long LOST_AFTER_NS = 3_000_000_000L;

  /** The beginning of a slice, in which caches and clocks find their way back, does not count. */
  public static final long SETTLING_NS = 100_000_000;

  /** Bits of an index beside a time in one sortable number: a million messages in a slice. */
  private static final int INDEX_BITS = 20;

  private final Ledger ledger;
  private final Slice slice;
  private final Traffic traffic;
  private final long countsFromNs;
  private final Latencies latencies = new Latencies();
  private final StageSums stages = new StageSums();
  private final Histogram jitter = Latencies.histogram();
  private final InformationAge age = new InformationAge();
  private final Sawtooth sawtooth = new Sawtooth();
  private Counts counts = Counts.NONE;

  private SliceReading(Ledger ledger, Slice slice, Traffic traffic, long settlingNs) {
    this.ledger = ledger;
    this.slice = slice;
    this.traffic = traffic;
    countsFromNs = slice.beginNs() + settlingNs;
  }

  /** Whether nothing more will come that counts. */
  public static boolean isOver(Ledger ledger, Slice slice, long nowNs) {
    if (nowNs - slice.endNs() > LOST_AFTER_NS) {
      return true;
    }
    for (long number = slice.end() - 1; number >= slice.first(); number--) {
      if (!ledger.answered(number)) {
        return false;
      }
    }
    return true;
  }

  /** Reads a slice that {@link #isOver}. */
  public static SliceReading of(Ledger ledger, Slice slice, Traffic traffic, int firstRobot) {
    return of(ledger, slice, traffic, firstRobot, SETTLING_NS);
  }

  /**
   * Reads a slice that {@link #isOver}, or one that is given up.
   *
   * @param settlingNs how much of the slice's beginning does not count
   */
  public static SliceReading of(
      Ledger ledger, Slice slice, Traffic traffic, int firstRobot, long settlingNs) {
    SliceReading reading = new SliceReading(ledger, slice, traffic, settlingNs);
    reading.countMessages(firstRobot);
    reading.followActuators(firstRobot);
    return reading;
  }

  private boolean countsAt(long number) {
    return ledger.dueNs(number) - countsFromNs >= 0;
  }

  private boolean inTime(long number) {
    return ledger.answered(number)
        && ledger.receivedNs(number) - ledger.dueNs(number) <= LOST_AFTER_NS;
  }

  private void countMessages(int firstRobot) {
    long answered = 0;
    long lost = 0;
    long duplicates = 0;
    long missed = 0;
    int longest = 0;
    int[] run = new int[traffic.robots()];
    for (long number = slice.first(); number < slice.end(); number++) {
      if (!countsAt(number)) {
        continue;
      }
      int robot = ledger.robot(number) - firstRobot;
      long dueNs = ledger.dueNs(number);
      latencies.addPublish(ledger.sentNs(number) - dueNs);
      boolean missedNow = true;
      if (inTime(number)) {
        answered++;
        duplicates += ledger.replies(number) - 1;
        long receivedNs = ledger.receivedNs(number);
        latencies.add(dueNs, ledger.sentNs(number), receivedNs);
        stages.add(ledger, number);
        missedNow = receivedNs - dueNs > traffic.periodNs();
      } else {
        lost++;
      }
      run[robot] = missedNow ? run[robot] + 1 : 0;
      missed += missedNow ? 1 : 0;
      longest = Math.max(longest, run[robot]);
    }
    counts =
        new Counts(slice.target(), slice.sent(), answered, lost, duplicates, 0, 0, missed, longest);
  }

  /** In the order of arrival, as the actuators of the robots see it. */
  private void followActuators(int firstRobot) {
    long[] order = new long[slice.sent()];
    int size = 0;
    for (long number = slice.first(); number < slice.end(); number++) {
      if (countsAt(number) && inTime(number)) {
        long at = ledger.receivedNs(number) - slice.beginNs();
        order[size++] = at << INDEX_BITS | (number - slice.first());
      }
    }
    Arrays.sort(order, 0, size);
    long[] applied = new long[traffic.robots()];
    long reordered = 0;
    long stale = 0;
    for (int i = 0; i < size; i++) {
      long number = slice.first() + (order[i] & ((1 << INDEX_BITS) - 1));
      int robot = ledger.robot(number) - firstRobot;
      if (number < applied[robot]) {
        reordered++;
        continue;
      }
      long nowNs = ledger.receivedNs(number);
      if (nowNs - ledger.dueNs(number) > Counts.STALE_PERIODS * traffic.periodNs()) {
        stale++;
      }
      if (applied[robot] > 0) {
        follow(applied[robot], nowNs, robot == 0);
      }
      applied[robot] = number;
    }
    counts = counts.plus(new Counts(0, 0, 0, 0, 0, reordered, stale, 0, 0));
  }

  /** The actuator goes over from one command to a newer one. */
  private void follow(long before, long nowNs, boolean drawn) {
    long sinceNs = ledger.receivedNs(before);
    long dueNs = ledger.dueNs(before);
    age.add(sinceNs - dueNs, nowNs - dueNs);
    Latencies.record(jitter, Math.abs(nowNs - sinceNs - traffic.periodNs()));
    if (drawn) {
      sawtooth.add(sinceNs - countsFromNs, sinceNs - dueNs);
      sawtooth.add(nowNs - countsFromNs, nowNs - dueNs);
    }
  }

  public Slice slice() {
    return slice;
  }

  public Latencies latencies() {
    return latencies;
  }

  public StageSums stages() {
    return stages;
  }

  /** How far the interval between two applied commands of a robot is from its period, in ns. */
  public Histogram jitter() {
    return jitter;
  }

  public InformationAge age() {
    return age;
  }

  /** The age of its first robot over the beginning of the slice. */
  public Sawtooth sawtooth() {
    return sawtooth;
  }

  public Counts counts() {
    return counts;
  }
}
