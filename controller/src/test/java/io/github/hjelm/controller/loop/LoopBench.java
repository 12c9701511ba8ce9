package io.github.hjelm.controller.loop;

import io.github.hjelm.controller.bundle.BundleManifest.Chunk;
import io.github.hjelm.controller.chunk.ChunkJoin;
import io.github.hjelm.controller.chunk.ChunkSchedule;
import io.github.hjelm.controller.chunk.NoiseStream;
import io.github.hjelm.controller.observe.Observation;
import io.github.hjelm.controller.observe.ObservationLayout;
import io.github.hjelm.controller.observe.ObservationRefusal;
import io.github.hjelm.controller.observe.SensorInput;
import io.github.hjelm.controller.observe.SensorJoin;
import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.controller.safety.CandidateRanking;
import io.github.hjelm.controller.safety.Certificate;
import io.github.hjelm.controller.safety.CertifiedView;
import io.github.hjelm.controller.safety.DoubleIntegratorValue;
import io.github.hjelm.controller.safety.FilterSettings;
import io.github.hjelm.controller.safety.LadderSettings;
import io.github.hjelm.controller.safety.MismatchRule;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.controller.safety.SafetyMargins;
import io.github.hjelm.controller.safety.SafetyStage;
import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.codec.FrameCodecs;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import io.github.hjelm.sensors.time.HandSetClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A whole loop around the mass between its walls, stepped by hand; commands end in a list. */
public final class LoopBench implements CommandSink, CycleWatcher {

  public static final long PERIOD_NS = 100_000_000;
  static final long MAX_AGE_NS = 40_000_000;
  static final long MAX_LATE_NS = 3 * PERIOD_NS;
  static final double HOLD_S = 0.1;

  final ScriptedPolicy policy;
  public final HandSetClock clock = new HandSetClock(5_000_000_000L);
  final List<Verdict> verdicts = new ArrayList<>();
  final List<Double> controls = new ArrayList<>();
  final List<Throwable> faults = new ArrayList<>();
  final List<CycleWatcher> others = new ArrayList<>();
  final ChunkSchedule chunks;
  public final ControlLoop loop;
  public final PolicyLane lane;
  private final FrameCodec codec = FrameCodecs.named("binary", Optional.empty());
  private final SensorFrame frame = new SensorFrame();
  private final byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];
  private long sequence;
  public boolean quiet;
  long epoch = 1;
  long stampNs = 1;

  public LoopBench() {
    this(false);
  }

  LoopBench(boolean onItsOwnThread) {
    this(onItsOwnThread, new ScriptedPolicy());
  }

  LoopBench(boolean onItsOwnThread, ScriptedPolicy policy) {
    this.policy = policy;
    try {
      Robot robot = RobotCatalog.create("double-integrator", Map.of());
      Normaliser identity = new Normaliser(List.of(0.0), List.of(1.0));
      chunks =
          new ChunkSchedule(
              new Chunk(ScriptedPolicy.HORIZON, 2, 0.1),
              policy.candidates(),
              identity,
              ChunkJoin.REAL_TIME,
              MAX_LATE_NS);
      SensorJoin sensors =
          new SensorJoin(
              "mass",
              List.of(
                  Quantity.symmetric("position", "m", 2), Quantity.symmetric("velocity", "m/s", 3)),
              List.of(SensorInput.of("state", List.of("position", "velocity"), MAX_AGE_NS)),
              0.5,
              codec);
      Normaliser two = new Normaliser(List.of(0.0, 0.0), List.of(1.0, 1.0));
      ObservationLayout layout = new ObservationLayout(robot.states(), robot.states(), two);
      NoiseStream noise = new NoiseStream(1, "mass");
      lane =
          onItsOwnThread
              ? new ThreadLane(policy, layout, noise, "policy-mass")
              : new InlineLane(policy, layout, noise);
      SafetyStage safety =
          SafetyStage.certified(
              robot,
              CertifiedView.whole(robot),
              Certificate.of(new DoubleIntegratorValue(1, 1, 0.2)),
              CandidateRanking.asProposed(),
              FilterSettings.of(HOLD_S, 0.05, SafetyMargins.NONE).withDecayRate(1 / HOLD_S),
              // Tests hand in states that no mass could move to.
              LadderSettings.of(HOLD_S).with(MismatchRule.WARN));
      LoopParts parts =
          new LoopParts(
              2,
              1,
              policy.candidates(),
              sensors,
              chunks,
              lane,
              safety,
              new CycleTiming(PERIOD_NS, PERIOD_NS, 0, PERIOD_NS / 10));
      loop = new ControlLoop(parts, this, this, clock);
    } catch (RobotRefusal | ObservationRefusal e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void send(SafeCommand command, Observation answered, long nowNs) {
    if (!quiet) {
      verdicts.add(command.verdict());
      controls.add(command.control(0));
    }
  }

  @Override
  public void saw(ControlLoop seen, SafeCommand command, long nowNs) {
    if (seen != loop) {
      throw new AssertionError("another loop");
    }
    // By index: an iterator would be counted as the loop's allocation.
    for (int i = 0; i < others.size(); i++) {
      others.get(i).saw(seen, command, nowNs);
    }
  }

  @Override
  public void failed(Throwable fault) {
    faults.add(fault);
    others.forEach(other -> other.failed(fault));
  }

  /** A frame of the sensor, received now. */
  public FrameOutcome hear(double... values) {
    frame.robotName().set("mass");
    frame.sensorName().set("state");
    stampNs += PERIOD_NS;
    frame.setEpoch(epoch).setSequence(++sequence).setStampNs(stampNs);
    frame.setValues(values, values.length);
    int length = codec.encode(frame, payload);
    return loop.sensors().read(0, payload, length, false, clock.nanoTime());
  }

  /** A period passes, and a cycle is made of what was heard so far. */
  Verdict cycle() {
    Verdict verdict = loop.cycle(clock.nanoTime()).verdict();
    clock.advanceNs(PERIOD_NS);
    return verdict;
  }

  /** The usual: a frame, its cycle. */
  Verdict cycle(double x, double v) {
    hear(x, v);
    return cycle();
  }

  /** Asks its policy with others from now on, where the lane is inline. */
  void share(@Nullable SharedCall call) {
    ((InlineLane) lane).share(call);
  }

  double lastControl() {
    return controls.get(controls.size() - 1);
  }

  public void close() {
    policy.mayAnswer.release(1000);
    lane.close();
  }
}
