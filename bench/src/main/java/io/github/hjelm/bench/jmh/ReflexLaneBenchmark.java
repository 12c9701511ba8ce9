package io.github.hjelm.bench.jmh;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.fleet.DeafLink;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.fleet.FleetRefusal;
import io.github.hjelm.controller.fleet.RankingSource;
import io.github.hjelm.controller.fleet.RobotAssembly;
import io.github.hjelm.controller.safety.MismatchRule;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.controller.safety.ValueField;
import io.github.hjelm.export.Refusal;
import io.github.hjelm.export.fly.TaskRanking;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.export.verify.CatalogGames;
import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole cycle without inference and without a socket: a frame is decoded, joined into an
 * observation, 16 candidates of a shipped bundle are ranked and checked against its certificate in
 * four dimensions, and a command is encoded. The states lie all over what is certified, so that
 * many candidates are overridden; no two frames belong together, which is the worst case for every
 * cache.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ReflexLaneBenchmark {

  private static final MonotonicClock CLOCK = MonotonicClock.system();
  private static final String ROBOT = "amr-obstacles";
  private static final int CANDIDATES = 16;

  /** As in the demonstration. */
  private static final double RATE_HZ = 100;

  /** More than an iteration can use up. */
  private static final int FRAMES = 1 << 18;

  private final SplittableRandom random = new SplittableRandom(1);
  private final SensorFrame frame = new SensorFrame();
  private final byte[][] frames = new byte[FRAMES][];
  private final FleetMember member = assemble(this::nanoTime);
  private final FrameCodec codec = member.config().commands().newCodec();
  private long leapNs;
  private long epoch;
  private int next;

  /** Puts the loop together as a controller does, with a policy that knows its answers. */
  private static FleetMember assemble(MonotonicClock clock) {
    Path file =
        Path.of(System.getProperty("hjelm.home", ""), "model-export/bundles", ROBOT + ".zip");
    RobotConfig standard = RobotConfig.of(ROBOT, file).withRate(RATE_HZ);
    RobotConfig config =
        standard
            .with(standard.policy().withCandidates(CANDIDATES).with(LaneChoice.INLINE))
            .with(standard.safety().with(MismatchRule.WARN));
    RobotAssembly assembly =
        new RobotAssembly(
            new CatalogGames(ProblemCatalog.standard()),
            rankings(),
            clock,
            new Random(1),
            KnownAnswers::new);
    try {
      Bundle bundle = Bundle.open(file, BundleKeys.none());
      return assembly.assemble(config, bundle, new DeafLink(), List.of());
    } catch (BundleRefusal | FleetRefusal e) {
      throw new IllegalStateException("the shipped bundle does not fly", e);
    }
  }

  private static RankingSource rankings() {
    return (bundle, robot) -> {
      try {
        var use = bundle.manifest().task();
        return TaskRanking.of(
            TaskCatalog.standard().task(use.name(), use.settings()), bundle.task());
      } catch (Refusal e) {
        throw new IllegalStateException(e);
      }
    };
  }

  /** The true clock, which leaps a period between two cycles. */
  private long nanoTime() {
    return CLOCK.nanoTime() + leapNs;
  }

  /** Frames for an iteration, of a robot that has begun a new life. */
  @Setup(Level.Iteration)
  public void write() {
    epoch++;
    next = 0;
    List<Quantity> states = member.robot().states();
    ValueField value = member.safety().certificate().orElseThrow().forOneThread().value();
    double least = member.safety().certificate().orElseThrow().folder().terms().margins().total();
    double[] state = new double[states.size()];
    byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];
    frame.robotName().set(ROBOT);
    frame.sensorName().set(member.loop().sensors().input(0).sensor());
    for (int i = 0; i < FRAMES; i++) {
      do {
        for (int k = 0; k < state.length; k++) {
          state[k] = somewhere(states.get(k));
        }
      } while (!(value.value(state) >= least));
      frame.setEpoch(epoch).setSequence(i + 1).setStampNs(i + 1).setValues(state, state.length);
      frames[i] = Arrays.copyOf(payload, codec.encode(frame, payload));
    }
  }

  private double somewhere(Quantity state) {
    double most = Double.isFinite(state.upper()) ? state.upper() : Math.PI;
    double least = Double.isFinite(state.lower()) ? state.lower() : -Math.PI;
    return random.nextDouble(least, most);
  }

  /** Decode, observe, rank, filter, encode. */
  @Benchmark
  public SafeCommand cycle() {
    byte[] payload = frames[next++ % FRAMES];
    leapNs += member.timing().cycleNs();
    long nowNs = nanoTime();
    member.loop().sensors().read(0, payload, payload.length, false, nowNs);
    return member.loop().cycle(nowNs);
  }

  /** A loop that held all the time would be fast for nothing. */
  @TearDown(Level.Iteration)
  public void requireDecisions() {
    var verdicts = member.loop().safety().counts();
    if (next > FRAMES || 2 * verdicts.of(Verdict.PASSED) < verdicts.total()) {
      throw new IllegalStateException(
          "%d cycles with %d frames came to %s".formatted(next, FRAMES, verdicts));
    }
  }
}
