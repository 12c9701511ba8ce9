package io.github.hjelm.bench.latency;

import io.github.hjelm.bench.control.Lateness;
import io.github.hjelm.bench.duet.CapacitySearch;
import io.github.hjelm.bench.duet.Contestant;
import io.github.hjelm.bench.duet.Duet;
import io.github.hjelm.bench.duet.OutputCheck;
import io.github.hjelm.bench.duet.Rig;
import io.github.hjelm.bench.duet.SliceListener;
import io.github.hjelm.bench.duet.Validity;
import io.github.hjelm.bench.duet.WarmUp;
import io.github.hjelm.bench.load.Ledger;
import io.github.hjelm.bench.load.MqttWire;
import io.github.hjelm.bench.load.Observations;
import io.github.hjelm.bench.load.ParkingPacer;
import io.github.hjelm.bench.load.Traffic;
import io.github.hjelm.bench.measure.MachineUsage;
import io.github.hjelm.bench.measure.RoundLine;
import io.github.hjelm.bench.measure.SliceReading;
import io.github.hjelm.bench.profile.RunProfile;
import io.github.hjelm.bench.profile.Workload;
import io.github.hjelm.bench.stack.ChosenStacks;
import io.github.hjelm.bench.stack.RunningStack;
import io.github.hjelm.bench.stack.Stack;
import io.github.hjelm.bench.stack.StackCatalog;
import io.github.hjelm.bench.stack.StackSetup;
import io.github.hjelm.bench.stats.BlockBootstrap;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** One workload of a run: starts the stacks, has them take turns, and ends them. */
final class WorkloadRun {

  /** The name under which our stack runs a second time. */
  static final String AGAIN = " (again)";

  private static final SliceListener NOBODY =
      (Contestant whose, RoundLine line, SliceReading reading) -> {};

  /** Between two turns. */
  private static final double PAUSE_S = 0.05;

  private static final int CAPACITY_ROUNDS = 2;

  /**
   * What all workloads of a run share.
   *
   * @param port of the broker
   * @param folder for models
   */
  record Surroundings(
      StackCatalog catalog,
      int port,
      Path folder,
      Supplier<Lateness> control,
      MonotonicClock clock,
      long seed,
      Optional<HistogramFiles> histograms) {}

  private final Surroundings in;
  private final RunProfile.Part part;
  private final Workload workload;
  private final Random random;
  private final Progress progress;
  private final Map<String, String> absent = new LinkedHashMap<>();
  private final Map<String, Double> startSeconds = new LinkedHashMap<>();
  private final List<String> invalid = new ArrayList<>();
  private final List<RunningStack> running = new ArrayList<>();
  private final List<Contestant> contestants = new ArrayList<>();
  private Map<String, List<CapacitySearch.Point>> capacity = Map.of();
  private String modelHash = "";
  private final long beginNs;
  private boolean interrupted;
  private int rounds;

  /**
   * @param progress of this workload, from 0 to 1
   */
  WorkloadRun(Surroundings in, RunProfile.Part part, Progress progress) {
    this.in = in;
    this.part = part;
    this.progress = progress;
    workload = part.workload();
    random = new Random(in.seed());
    beginNs = in.clock().nanoTime();
  }

  /** Runs it; what went wrong is in the report. */
  WorkloadReport run() {
    try {
      startAll();
      measure();
    } catch (IOException e) {
      invalid.add(e.getMessage() == null ? e.toString() : e.getMessage());
    } catch (InterruptedException e) {
      interrupted = true;
      invalid.add("it was interrupted");
    } finally {
      running.forEach(RunningStack::close);
    }
    return report();
  }

  /** Whether nothing should follow. */
  boolean interrupted() {
    return interrupted;
  }

  private int robotsEach() {
    return 2 * workload.traffic().robots();
  }

  private void startAll() throws IOException, InterruptedException {
    Optional<Path> model = Optional.empty();
    if (workload.network().isPresent()) {
      Path folder = in.folder().resolve(workload.id());
      folder.toFile().mkdirs();
      modelHash = in.catalog().writeModel(workload.network().get(), folder);
      model = Optional.of(folder);
    }
    List<Stack> stacks =
        part.rivals()
            ? in.catalog().stacks()
            : new ChosenStacks(in.catalog(), false, in.catalog().guests()).stacks();
    for (Stack stack : stacks) {
      if (workload.network().isPresent() && !stack.computes()) {
        absent.put(stack.name(), "it only echoes");
      } else if (stack.missing().isPresent()) {
        absent.put(stack.name(), stack.missing().get());
      } else {
        progress.report(0, "starting " + stack.name());
        start(stack, 1 + contestants.size() * robotsEach(), model);
      }
    }
  }

  private void start(Stack stack, int firstRobot, Optional<Path> model)
      throws InterruptedException {
    StackSetup setup =
        new StackSetup(
            "127.0.0.1",
            in.port(),
            firstRobot,
            robotsEach(),
            workload.observations(),
            workload.actions(),
            model,
            true);
    try {
      long fromNs = in.clock().nanoTime();
      RunningStack started = stack.start(setup);
      startSeconds.put(stack.name(), (in.clock().nanoTime() - fromNs) / 1e9);
      running.add(started);
      contestants.add(new Contestant(stack.name(), started, firstRobot));
    } catch (IOException e) {
      absent.put(stack.name(), "it did not start: " + e.getMessage());
      invalid.add(String.valueOf(e.getMessage()));
    }
  }

  private void measure() throws IOException, InterruptedException {
    Contestant ours =
        contestants.stream()
            .filter(one -> one.name().equals(in.catalog().ours().name()))
            .findFirst()
            .orElse(null);
    if (ours == null) {
      throw new IOException(in.catalog().ours().name() + " did not take part");
    }
    Ledger ledger = new Ledger(workload.actions());
    Observations observations = new Observations(workload.observations());
    Traffic traffic = part.traffic();
    int all = robotsEach() * contestants.size();
    try (MqttWire wire = new MqttWire(in.port(), 1, all, ledger, in.clock())) {
      Rig rig =
          new Rig(
              in.clock(),
              new ParkingPacer(in.clock(), leastGapNs()),
              wire,
              ledger,
              observations,
              in.control(),
              new MachineUsage());
      progress.report(0, "comparing outputs");
      boolean echo = workload.network().isEmpty();
      new OutputCheck(rig, traffic.robots(), workload.actions(), echo).run(contestants);
      progress.report(0, "warming up");
      new WarmUp(rig, traffic, random).run(contestants, part.warmUpS());
      if (workload.searches()) {
        search(rig);
      } else {
        contestants.add(
            new Contestant(
                ours.name() + AGAIN, ours.stack(), ours.firstRobot() + traffic.robots()));
        takeTurns(rig);
      }
      if (ledger.foreign() > 0) {
        invalid.add(ledger.foreign() + " commands answered nothing that was asked");
      }
    }
  }

  private double leastGapNs() {
    double fastestHz =
        workload.ratesHz().stream()
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(workload.traffic().rateHz());
    return 1e9 / (fastestHz * workload.traffic().robots());
  }

  private void takeTurns(Rig rig) throws IOException, InterruptedException {
    int planned =
        Math.max(
            BlockBootstrap.LEAST_ROUNDS, (int) (secondsLeft() / (contestants.size() * turnS())));
    SliceListener listener = in.histograms().map(files -> files.of(workload.id())).orElse(NOBODY);
    Duet duet = new Duet(rig, part.traffic(), random, listener);
    duet.run(
        contestants,
        planned,
        lastNs(),
        round -> {
          rounds = round + 1;
          report((double) round / planned, "round " + (round + 1) + " of " + planned);
        });
  }

  private double turnS() {
    return part.sliceS() + PAUSE_S;
  }

  private long lastNs() {
    return beginNs + (long) (part.atMostS() * 1e9);
  }

  /** A slow start is taken from measuring, so that a run ends when its profile says. */
  private double secondsLeft() {
    double spentS = (in.clock().nanoTime() - beginNs) / 1e9;
    return Math.min(part.measureS(), part.atMostS() - spentS);
  }

  private void search(Rig rig) throws IOException, InterruptedException {
    List<Double> rates = workload.ratesHz();
    double slices = secondsLeft() / turnS() / (contestants.size() * rates.size());
    rounds = Math.max(CAPACITY_ROUNDS, (int) slices);
    capacity =
        new CapacitySearch(rig, part.traffic(), random, NOBODY)
            .run(
                contestants,
                rates,
                rounds,
                lastNs(),
                rate ->
                    report((double) rates.indexOf(rate) / rates.size(), Math.round(rate) + " Hz"));
  }

  private void report(double done, String what) {
    double warmUp = part.warmUpS() / (part.warmUpS() + part.measureS());
    progress.report(warmUp + (1 - warmUp) * done, workload.id() + ", " + what);
  }

  private WorkloadReport report() {
    for (Contestant contestant : contestants) {
      if (!contestant.ended().isEmpty()) {
        invalid.add(contestant.name() + ": " + contestant.ended());
      }
      invalid.addAll(Validity.complaints(contestant, workload.traffic()));
    }
    Ratios ratios = new Ratios(in.catalog().ours().name(), in.seed());
    List<RatioLine> same = ratios.same(contestants);
    same.stream()
        .filter(line -> line.what().equals(RatioLine.HEADLINE) && line.interval().excludesOne())
        .forEach(
            line ->
                invalid.add(
                    "the same stack under two names differs: %s"
                        .formatted(LatencyText.interval(line.interval()))));
    return new WorkloadReport(
        workload.id(),
        workload.purpose(),
        workload.load(),
        workload.network().map(network -> network.written()).orElse(""),
        modelHash,
        rounds,
        List.copyOf(invalid),
        absent,
        startSeconds,
        contestants.stream().map(StackReport::of).toList(),
        workload.searches() ? List.of() : ratios.against(contestants),
        same,
        capacity);
  }
}
