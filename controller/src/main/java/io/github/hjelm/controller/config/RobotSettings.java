package io.github.hjelm.controller.config;

import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.chunk.ChunkJoin;
import io.github.hjelm.controller.policy.PolicyDevice;
import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.controller.safety.MismatchRule;
import io.github.hjelm.sensors.codec.CommandKey;
import io.github.hjelm.sensors.codec.FrameCodecs;
import io.github.hjelm.sensors.frame.FrameLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What can be set of one robot. */
final class RobotSettings {

  /** The word that stands where a sensor could. */
  static final String TIMER = "timer";

  private static final double MAX_RATE_HZ = 10_000;
  private static final double MIN_RATE_HZ = 0.1;
  private static final int MAX_STATES = 64;
  private static final int MAX_CANDIDATES = 64;
  private static final int MAX_CYCLES = 1_000_000;
  private static final double ANYTHING = 1e6;

  static final Setting<String> ROBOT_NAME =
      Setting.required("name", ValueKind.name(), "mobile-robot", "as in the robot's topics");

  static final Setting<Path> ROBOT_BUNDLE =
      Setting.required(
          "bundle",
          FileKinds.bundle(),
          "../../model-export/bundles/amr-obstacles.zip",
          "the policy to fly");

  static final Setting<Double> ROBOT_RATE =
      Setting.optional(
          "rate",
          ValueKind.rate(MIN_RATE_HZ, MAX_RATE_HZ),
          "50 Hz",
          RobotConfig.RATE_WORDS,
          "cycles that are expected, or that the timer begins");

  static final Setting<String> ROBOT_TRIGGER =
      Setting.optional(
          "trigger",
          ValueKind.name(),
          SensorConfig.STANDARD_NAME,
          "the first sensor",
          "the sensor whose frames begin cycles, or timer");

  static final Setting<Duration> ROBOT_DEADLINE =
      Setting.optional(
          "deadline",
          ValueKind.time(Duration.ofNanos(1000), Duration.ofSeconds(10)),
          "20 ms",
          RobotConfig.DEADLINE_WORDS,
          "a cycle that takes longer is counted as a miss");

  static final Setting<Double> ROBOT_BOUNDS_MARGIN =
      Setting.standard(
          "bounds_margin",
          ValueKind.number(0, 10),
          "0.1",
          "how far out of its bounds a state may lie, as a share of their width");

  static final Setting<String> SENSOR_NAME =
      Setting.required("name", ValueKind.name(), SensorConfig.STANDARD_NAME, "as in its topic");

  static final Setting<List<String>> SENSOR_VALUES =
      Setting.optional(
          "values",
          ValueKind.names(FrameLimits.MAX_VALUES),
          "[x, y, heading, speed, -]",
          "all states of the robot in their order",
          "which states its values are, in order; - is a value that is none");

  static final Setting<Duration> SENSOR_MAX_AGE =
      Setting.optional(
          "max_age",
          ValueKind.time(Duration.ofNanos(100_000), Duration.ofMinutes(1)),
          "50 ms",
          Patience.WORDS,
          "how long after its receipt a reading may be used");

  static final Setting<Duration> SENSOR_MAX_SAME =
      Setting.optional(
          "max_same",
          ValueKind.time(Duration.ofMillis(1), Duration.ofHours(1)),
          "500 ms",
          "for ever",
          "for how long its values may stay the same, bit for bit; for noisy sensors, to notice a"
              + " frozen one");

  static final Setting<String> COMMAND_CODEC =
      Setting.standard(
          "codec",
          ValueKind.word(FrameCodecs.names()),
          "binary",
          "how commands are written; frames are read in every format");

  static final Setting<CommandKey> COMMAND_KEY =
      Setting.optional(
          "key_file",
          FileKinds.commandKey(),
          "secrets/amr.hex",
          "nothing is signed",
          "secret that the robot shares, in hexadecimal digits; signs commands, and frames that are"
              + " not signed with it are not read");

  static final Setting<Duration> COMMAND_VALID_FOR =
      Setting.optional(
          "valid_for",
          ValueKind.time(Duration.ofMillis(1), Duration.ofMinutes(1)),
          "50 ms",
          CommandConfig.VALID_FOR_WORDS,
          "how old the observation may be when the command that answers it is applied");

  static final Setting<Duration> COMMAND_ACTING_DELAY =
      Setting.standard(
          "acting_delay",
          ValueKind.time(Duration.ZERO, Duration.ofSeconds(1)),
          "0 ms",
          "from a cycle until its command moves the robot: the wire, and its own next period");

  static final Setting<LaneChoice> POLICY_LANE =
      Setting.standard(
          "lane",
          ValueKind.choice(LaneChoice.class),
          "auto",
          "in the cycle, there in one call with other robots that the timer begins, on a thread of"
              + " its own, or as measured at the start");

  static final Setting<Duration> POLICY_BUDGET =
      Setting.optional(
          "inference_budget",
          ValueKind.time(Duration.ofNanos(1000), Duration.ofSeconds(10)),
          "5 ms",
          PolicyConfig.BUDGET_WORDS,
          "a policy whose p99 is longer gets a thread of its own in lane auto");

  static final Setting<Integer> POLICY_CANDIDATES =
      Setting.optional(
          "candidates",
          ValueKind.whole(1, MAX_CANDIDATES),
          "16",
          "those of the bundle",
          "how many chunks each sampling draws");

  static final Setting<PolicyEngine> POLICY_ENGINE =
      Setting.standard(
          "engine",
          ValueKind.choice(PolicyEngine.class),
          "tensorflow",
          "tensorflow, or vector: loops of our own for small networks on the CPU, compared with the"
              + " bundle's golden outputs before they fly");

  static final Setting<PolicyDevice> POLICY_DEVICE =
      Setting.standard(
          "device",
          ValueKind.choice(PolicyDevice.class),
          "cpu",
          "cpu, gpu (the CPU and a warning where there is none), or auto (a GPU where there is"
              + " one)");

  static final Setting<String> POLICY_SIGNATURE =
      Setting.standard(
          "signature",
          ValueKind.name(),
          Sampler.DEFAULT_SIGNATURE,
          "of the bundle's SavedModel; steps_1, steps_2, ... are the same policy in that many"
              + " steps");

  static final Setting<ChunkJoin> POLICY_JOIN =
      Setting.standard(
          "join",
          ValueKind.choice(ChunkJoin.class),
          "real-time",
          "how a new chunk is joined with the one that is being executed; real-time guides it where"
              + " the bundle can");

  static final Setting<Double> POLICY_TEMPERATURE =
      Setting.standard(
          "temperature",
          ValueKind.number(0, ANYTHING),
          "0",
          "0 sends the best candidate of those that are let through; above it one is chosen with a"
              + " probability that falls with e to the power of its cost over the temperature");

  static final Setting<Duration> POLICY_MAX_LATENESS =
      Setting.optional(
          "max_lateness",
          ValueKind.time(Duration.ofMillis(1), Duration.ofMinutes(1)),
          "400 ms",
          PolicyConfig.LATENESS_WORDS,
          "how much later than it was meant for an action may be used");

  static final Setting<Integer> POLICY_SEED =
      Setting.standard(
          "seed",
          ValueKind.whole(0, Integer.MAX_VALUE),
          "1",
          "of the noise that chunks are drawn from; each robot has its own stream");

  static final Setting<Boolean> POLICY_RELOAD =
      Setting.standard(
          "reload",
          ValueKind.flag(),
          "true",
          "whether a bundle whose files change is verified and flown from then on");

  static final Setting<Boolean> SAFETY_UNCERTIFIED =
      Setting.standard(
          "uncertified",
          ValueKind.flag(),
          "false",
          "true lets a bundle without a certificate fly: NOTHING then vouches for its commands");

  static final Setting<MismatchRule> SAFETY_ON_MISMATCH =
      Setting.standard(
          "on_mismatch",
          ValueKind.choice(MismatchRule.class),
          "stop",
          "what a robot that does not move as its model leads to");

  static final Setting<Duration> SAFETY_MAX_AGE =
      Setting.optional(
          "max_observation_age",
          ValueKind.time(Duration.ZERO, Duration.ofSeconds(10)),
          "20 ms",
          SafetyConfig.AGE_WORDS,
          "the oldest state that is acted on, counted until the command acts");

  static final Setting<Duration> SAFETY_MAX_BLIND =
      Setting.optional(
          "max_blind",
          ValueKind.time(Duration.ZERO, Duration.ofMinutes(1)),
          "200 ms",
          SafetyConfig.BLIND_WORDS,
          "how long the brake is driven by prediction before a stop");

  static final Setting<Integer> SAFETY_MAX_UNVOUCHED =
      Setting.standard(
          "max_unvouched",
          ValueKind.whole(0, MAX_CYCLES),
          "5",
          "cycles in a row whose commands nothing vouches for, before a stop");

  static final Setting<List<Double>> SAFETY_STATE_ERRORS =
      Setting.optional(
          "state_errors",
          ValueKind.numbers(0, ANYTHING, MAX_STATES),
          "[0.1, 0.1, 0.02, 0.1]",
          SafetyConfig.ERRORS_WORDS,
          "how far observations may be off, per state in its unit, before the mismatch monitor"
              + " speaks up");

  static final Setting<Duration> SAFETY_TIMING_ERROR =
      Setting.optional(
          "timing_error",
          ValueKind.time(Duration.ZERO, Duration.ofSeconds(1)),
          "1 ms",
          SafetyConfig.TIMING_WORDS,
          "how far the instants of observations and commands may be off");

  static final Section SENSORS =
      new Section(
          "sensors",
          Section.Shape.LIST,
          "one sensor '" + SensorConfig.STANDARD_NAME + "' that gives all states in their order",
          "what the robot's frames say; together they give each state once",
          List.of(SENSOR_NAME, SENSOR_VALUES, SENSOR_MAX_AGE, SENSOR_MAX_SAME),
          List.of());

  static final Section COMMANDS =
      new Section(
          "commands",
          Section.Shape.MAP,
          "",
          "what the robot is sent",
          List.of(COMMAND_CODEC, COMMAND_KEY, COMMAND_VALID_FOR, COMMAND_ACTING_DELAY),
          List.of());

  static final Section POLICY =
      new Section(
          "policy",
          Section.Shape.MAP,
          "",
          "how the policy is sampled",
          List.of(
              POLICY_LANE,
              POLICY_BUDGET,
              POLICY_CANDIDATES,
              POLICY_ENGINE,
              POLICY_DEVICE,
              POLICY_SIGNATURE,
              POLICY_JOIN,
              POLICY_TEMPERATURE,
              POLICY_MAX_LATENESS,
              POLICY_SEED,
              POLICY_RELOAD),
          List.of());

  static final Section SAFETY =
      new Section(
          "safety",
          Section.Shape.MAP,
          "",
          "what the safety stage is told beside its certificate",
          List.of(
              SAFETY_UNCERTIFIED,
              SAFETY_ON_MISMATCH,
              SAFETY_MAX_AGE,
              SAFETY_MAX_BLIND,
              SAFETY_MAX_UNVOUCHED,
              SAFETY_STATE_ERRORS,
              SAFETY_TIMING_ERROR),
          List.of());

  static final Section ROBOTS =
      new Section(
          "robots",
          Section.Shape.LIST,
          "",
          "the robots to control, one entry each",
          List.of(
              ROBOT_NAME,
              ROBOT_BUNDLE,
              ROBOT_RATE,
              ROBOT_TRIGGER,
              ROBOT_DEADLINE,
              ROBOT_BOUNDS_MARGIN),
          List.of(SENSORS, COMMANDS, POLICY, SAFETY));

  private RobotSettings() {}
}
