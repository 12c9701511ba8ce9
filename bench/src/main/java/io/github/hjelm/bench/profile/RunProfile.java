package io.github.hjelm.bench.profile;

import io.github.hjelm.bench.load.Traffic;
import java.util.List;

/**
 * A run.
 *
 * @param name as on the command line
 * @param parts what is measured, in this order
 * @param starts how often the controller is started by its launcher
 */
public record RunProfile(String name, List<Part> parts, int starts) {

  /**
   * A workload and its share of the time, in seconds of all stacks together.
   *
   * @param rivals whether all stacks take part; otherwise the floor and ours do
   * @param warmUpS at most
   * @param measureS divided among the stacks
   * @param sliceS a turn; a short run takes short ones, since an interval needs rounds
   */
  public record Part(
      Workload workload, boolean rivals, double warmUpS, double measureS, double sliceS) {

    private Part(Workload workload, boolean rivals, double warmUpS, double measureS) {
      this(workload, rivals, warmUpS, measureS, 1);
    }

    /** Stacks start one after the other; what takes longer is taken from measuring. */
    private static final double START_S = 20;

    /** What one stack is asked in a turn. */
    public Traffic traffic() {
      return workload.traffic().withSliceNs((long) (sliceS * 1e9));
    }

    /** With the start of all stacks. */
    public double atMostS() {
      return (rivals ? START_S : START_S / 4) + warmUpS + measureS;
    }
  }

  /** At most three minutes: the transport, and the headline. */
  public static final RunProfile QUICK =
      new RunProfile(
          "quick",
          List.of(
              new Part(Workload.W1, false, 10, 28, 0.5), new Part(Workload.W3, true, 30, 75, 0.5)),
          3);

  /** What the README's table comes from: half an hour. */
  public static final RunProfile STANDARD =
      new RunProfile(
          "standard",
          List.of(
              new Part(Workload.W1, true, 60, 180, 0.5),
              new Part(Workload.W2, true, 60, 120, 0.5),
              new Part(Workload.W3, true, 120, 480, 0.5),
              new Part(Workload.W4_BURST, true, 60, 120),
              new Part(Workload.W4_SPREAD, true, 60, 120),
              new Part(Workload.W5, true, 60, 120),
              new Part(Workload.W7, true, 60, 240, 0.5)),
          9);

  /** As standard with five times the samples, and with independent arrivals. */
  public static final RunProfile FULL =
      new RunProfile(
          "full",
          List.of(
              new Part(Workload.W1, true, 120, 900, 0.5),
              new Part(Workload.W2, true, 120, 600, 0.5),
              new Part(Workload.W3, true, 240, 2_400, 0.5),
              new Part(Workload.W4_BURST, true, 120, 600),
              new Part(Workload.W4_SPREAD, true, 120, 600),
              new Part(Workload.W4_POISSON, true, 120, 600),
              new Part(Workload.W5, true, 120, 600),
              new Part(Workload.W7, true, 120, 960, 0.5)),
          25);

  /** The headline for half an hour, without rivals: does memory grow? */
  public static final RunProfile SOAK =
      new RunProfile("soak", List.of(new Part(Workload.W3, false, 60, 1_800)), 0);

  /**
   * The same with these workloads alone, and with starts when the headline is among them; all when
   * none is named.
   */
  public RunProfile only(List<String> ids) {
    return ids.isEmpty()
        ? this
        : new RunProfile(
            name,
            parts.stream().filter(part -> ids.contains(part.workload().id())).toList(),
            ids.contains(Workload.W3.id()) ? starts : 0);
  }

  /** What {@link #only} may name. */
  public List<String> workloads() {
    return parts.stream().map(part -> part.workload().id()).toList();
  }
}
