package io.github.hjelm.bench.respond;

import io.github.hjelm.bench.contract.Header;
import io.github.hjelm.bench.contract.Stage;
import io.github.hjelm.bench.stack.StackSetup;
import io.github.hjelm.controller.bundle.BundleManifest.Chunk;
import io.github.hjelm.controller.chunk.ChunkJoin;
import io.github.hjelm.controller.chunk.ChunkSchedule;
import io.github.hjelm.controller.chunk.NoiseStream;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.CycleStage;
import io.github.hjelm.controller.loop.CycleTiming;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.loop.InlineLane;
import io.github.hjelm.controller.loop.LoopParts;
import io.github.hjelm.controller.observe.Observation;
import io.github.hjelm.controller.observe.ObservationLayout;
import io.github.hjelm.controller.observe.ObservationRefusal;
import io.github.hjelm.controller.observe.SensorInput;
import io.github.hjelm.controller.observe.SensorJoin;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.controller.safety.CandidateRanking;
import io.github.hjelm.controller.safety.LadderSettings;
import io.github.hjelm.controller.safety.MismatchRule;
import io.github.hjelm.controller.safety.MonitorSettings;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.controller.safety.SafetyStage;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.Collections;
import java.util.List;

/**
 * One robot of the bench behind the controller's own loop: sensors are joined, the policy is asked
 * in every cycle, and the safety stage, which has no certificate, chooses. Observations of the
 * bench are random, which no robot's are: nothing here takes offence at that, and nothing is left
 * out because of it.
 */
@SuppressWarnings("EnumOrdinal") // the loop lends its stages by ordinal
final class LoopedRobot {

  /** Every cycle asks the policy: an action has had its time after a nanosecond. */
  private static final long NEVER_REPEATED_NS = 1;

  private static final long FOR_EVER_NS = 1_000_000_000_000_000L;
  private static final double FOR_EVER_S = 1e6;
  private static final double ANYTHING = 1e12;

  private final StackSetup setup;
  private final MonotonicClock clock;
  private final Output output;
  private final ControlLoop loop;
  private final byte[] observation;
  private final byte[] command;
  private long previousWriteNs;

  /** Where commands go. */
  @FunctionalInterface
  interface Output {
    @HotPath
    void send(byte[] command);
  }

  LoopedRobot(
      StackSetup setup, String name, FewStepSampler sampler, Output output, MonotonicClock clock)
      throws ObservationRefusal {
    this.setup = setup;
    this.clock = clock;
    this.output = output;
    observation = new byte[Header.commandBytes(setup.observations(), false)];
    command = new byte[Header.commandBytes(setup.actions(), setup.stages())];
    loop = new ControlLoop(parts(setup, name, sampler), this::send, unwatched(), clock);
  }

  private static LoopParts parts(StackSetup setup, String name, FewStepSampler sampler)
      throws ObservationRefusal {
    BenchRobot robot = new BenchRobot(setup.observations(), setup.actions());
    List<String> states = robot.states().stream().map(Quantity::name).toList();
    SensorInput input = SensorInput.of(ContractCodec.SENSOR, states, FOR_EVER_NS);
    ContractCodec codec = new ContractCodec(name, setup.observations());
    MonitorSettings unconcerned =
        MonitorSettings.exact().withErrors(Collections.nCopies(setup.observations(), ANYTHING), 0);
    LadderSettings ladder =
        new LadderSettings(FOR_EVER_S, Integer.MAX_VALUE, MismatchRule.WARN, unconcerned);
    return new LoopParts(
        setup.observations(),
        setup.actions(),
        1,
        new SensorJoin(name, robot.states(), List.of(input), 0, codec),
        new ChunkSchedule(
            new Chunk(1, 1, 1e-9 * NEVER_REPEATED_NS),
            1,
            Normaliser.identity(setup.actions()),
            ChunkJoin.REPLACE,
            FOR_EVER_NS),
        new InlineLane(
            sampler,
            new ObservationLayout(
                robot.states(), robot.states(), Normaliser.identity(setup.observations())),
            new NoiseStream(1, name)),
        SafetyStage.uncertified(robot, CandidateRanking.asProposed(), 1, FOR_EVER_S, ladder),
        new CycleTiming(NEVER_REPEATED_NS, NEVER_REPEATED_NS, 0, FOR_EVER_NS));
  }

  /** Where observations are put before {@link #cycle}. */
  byte[] observation() {
    return observation;
  }

  /**
   * One cycle, which answers the observation that was put.
   *
   * @return whether it was accepted
   */
  @HotPath
  boolean cycle(long receivedNs) {
    boolean accepted =
        loop.sensors().read(0, observation, observation.length, false, receivedNs).accepted();
    if (accepted) {
      loop.cycle(receivedNs);
    }
    return accepted;
  }

  @HotPath
  private void send(SafeCommand safe, Observation answered, long nowNs) {
    System.arraycopy(observation, 0, command, 0, Header.BYTES);
    for (int j = 0; j < safe.size(); j++) {
      Header.putValue(command, j, (float) safe.control(j));
    }
    if (!setup.stages()) {
      output.send(command);
      return;
    }
    long[] stageNs = loop.stageNs();
    long observeNs = stageNs[CycleStage.OBSERVE.ordinal()];
    long policyNs = stageNs[CycleStage.POLICY.ordinal()];
    long safetyNs = stageNs[CycleStage.SAFETY.ordinal()];
    int actions = setup.actions();
    long encodedNs = clock.nanoTime();
    Header.announceStages(command);
    Header.putStageNs(command, actions, Stage.DECODE, observeNs);
    Header.putStageNs(command, actions, Stage.QUEUE, 0);
    Header.putStageNs(command, actions, Stage.INFER, policyNs);
    Header.putStageNs(command, actions, Stage.FILTER, safetyNs);
    long beforeNs = nowNs + observeNs + policyNs + safetyNs;
    Header.putStageNs(command, actions, Stage.ENCODE, encodedNs - beforeNs);
    Header.putStageNs(command, actions, Stage.WRITE, previousWriteNs);
    output.send(command);
    previousWriteNs = clock.nanoTime() - encodedNs;
  }

  private static CycleWatcher unwatched() {
    return new CycleWatcher() {
      @Override
      public void saw(ControlLoop loop, SafeCommand command, long nowNs) {
        // nobody looks
      }

      @Override
      public void failed(Throwable fault) {
        System.err.println("a cycle failed: " + fault);
      }
    };
  }
}
