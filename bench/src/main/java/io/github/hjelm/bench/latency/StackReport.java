package io.github.hjelm.bench.latency;

import io.github.hjelm.bench.contract.Stage;
import io.github.hjelm.bench.duet.Contestant;
import io.github.hjelm.bench.measure.Counts;
import io.github.hjelm.bench.measure.RoundLine;
import io.github.hjelm.bench.measure.Sawtooth;
import io.github.hjelm.bench.measure.StageSums;
import io.github.hjelm.bench.measure.Tally;
import io.github.hjelm.bench.stack.MemoryCounts;
import io.github.hjelm.bench.stats.LeastSquares;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What a stack has shown. Figures that nobody could take are NaN.
 *
 * @param name its name in this run
 * @param ended how it ended before the run did; empty when it did not
 * @param stable whether its median stood still before it was measured
 * @param all from all of its slices
 * @param quiet from those in which the machine left it alone
 * @param stages where a command's time went; empty when it does not say
 * @param stageSumUs what they add up to
 * @param stageResidual share by which that misses the mean response time
 * @param overclaimed share of commands that claim more time than passed
 * @param jitterP99Us how far the interval between two applied commands is from the period
 * @param ageMeanUs age of the observation behind the current command, over time
 * @param ageP99Us not exceeded for 99 % of the time
 * @param agePeakUs at most
 * @param cpuSecondsPerThousand processor time of its process for a thousand commands
 * @param voluntarySwitchesPerThousand how often its threads waited for something
 * @param involuntarySwitchesPerThousand how often its threads made way for others
 * @param allocatedBytesPerThousand by its own word
 * @param collections garbage collections, by its own word; -1 when it does not say
 * @param collectionMs that they took together; -1 when it does not say
 * @param residentMb memory at the end
 * @param residentSlopeMbPerHour how that grows
 * @param joulePerThousand energy of the processor for a thousand commands
 * @param rounds each slice in a line
 * @param sawtoothAtMs corners of the age of information, in ms
 * @param sawtoothAgeUs and how old it was there
 */
public record StackReport(
    String name,
    String ended,
    boolean stable,
    Figures all,
    Figures quiet,
    List<StageLine> stages,
    double stageSumUs,
    double stageResidual,
    double overclaimed,
    double jitterP99Us,
    double ageMeanUs,
    double ageP99Us,
    double agePeakUs,
    double cpuSecondsPerThousand,
    double voluntarySwitchesPerThousand,
    double involuntarySwitchesPerThousand,
    double allocatedBytesPerThousand,
    long collections,
    long collectionMs,
    double residentMb,
    double residentSlopeMbPerHour,
    double joulePerThousand,
    List<RoundLine> rounds,
    List<Double> sawtoothAtMs,
    List<Double> sawtoothAgeUs) {

  /**
   * Latencies and counts of some slices.
   *
   * @param slices how many
   * @param service from sent to received
   * @param response from due to received
   * @param publish from due to sent: how late the bench was
   * @param control how late the control process was meanwhile
   */
  public record Figures(
      int slices,
      Counts counts,
      List<Percentile> service,
      List<Percentile> response,
      List<Percentile> publish,
      List<Percentile> control,
      Spectrum serviceSpectrum,
      Spectrum responseSpectrum,
      Spectrum controlSpectrum) {

    static Figures of(Tally tally) {
      return new Figures(
          tally.slices(),
          tally.counts(),
          Percentile.of(tally.latencies().service(), tally.control()),
          Percentile.of(tally.latencies().response(), tally.control()),
          Percentile.of(tally.latencies().publish(), tally.control()),
          Percentile.of(tally.control(), tally.control()),
          Spectrum.of(tally.latencies().service()),
          Spectrum.of(tally.latencies().response()),
          Spectrum.of(tally.control()));
    }
  }

  /** {@code p99} of a series. */
  static Percentile percentile(List<Percentile> series, String name) {
    return series.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  static StackReport of(Contestant contestant) {
    Tally all = contestant.all();
    StageSums stages = all.stages();
    boolean staged = stages.commands() > 0;
    MemoryCounts memory = contestant.cost().memory().orElse(new MemoryCounts(-1, -1, -1));
    Sawtooth sawtooth = contestant.sawtooth();
    List<RoundLine> rounds = List.copyOf(contestant.rounds());
    return new StackReport(
        contestant.name(),
        contestant.ended(),
        contestant.stable(),
        Figures.of(all),
        Figures.of(contestant.quiet()),
        staged ? lines(stages) : List.of(),
        staged ? stages.sumUs() : Double.NaN,
        staged ? stages.residual(all.latencies()) : Double.NaN,
        staged ? stages.overclaimed() : Double.NaN,
        all.jitter().getTotalCount() == 0
            ? Double.NaN
            : all.jitter().getValueAtPercentile(99) / 1e3,
        all.age().meanNs() / 1e3,
        all.age().percentileNs(0.99) / 1e3,
        all.age().peakNs() / 1e3,
        contestant.cost().cpuSecondsPerThousand(),
        contestant.cost().voluntarySwitchesPerThousand(),
        contestant.cost().involuntarySwitchesPerThousand(),
        contestant.cost().allocatedBytesPerThousand(),
        memory.collections(),
        memory.collectionMs(),
        rounds.isEmpty() ? Double.NaN : rounds.get(rounds.size() - 1).residentMb(),
        slopePerHour(rounds),
        contestant.cost().joulePerThousand(),
        rounds,
        DoubleStream.of(sawtooth.atMs()).boxed().toList(),
        DoubleStream.of(sawtooth.ageUs()).boxed().toList());
  }

  private static List<StageLine> lines(StageSums stages) {
    List<StageLine> lines = new ArrayList<>();
    lines.add(new StageLine("publish delay", stages.publishMeanUs(), Double.NaN));
    lines.add(new StageLine("two hops", stages.transportMeanUs(), stages.transportMedianUs()));
    for (Stage stage : Stage.values()) {
      lines.add(new StageLine(stage.written(), stages.meanUs(stage), stages.medianUs(stage)));
    }
    return lines;
  }

  /** Least squares through the memory at the end of each slice; NaN of fewer than three. */
  static double slopePerHour(List<RoundLine> rounds) {
    return rounds.size() < 3
        ? Double.NaN
        : LeastSquares.slope(
            rounds.stream().mapToDouble(RoundLine::atHour).toArray(),
            rounds.stream().mapToDouble(RoundLine::residentMb).toArray());
  }
}
