package io.github.hjelm.controller.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.BundleManifest.Chunk;
import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.chunk.ChunkJoin;
import io.github.hjelm.controller.observe.SensorInput;
import io.github.hjelm.controller.policy.PolicyDevice;
import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.controller.safety.LadderSettings;
import io.github.hjelm.controller.safety.MismatchRule;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a robot's settings lead to. */
class RobotConfigTest {

  private static final long CYCLE_NS = 10_000_000;

  private ConfigFolder folder;

  @BeforeEach
  void fillFolder(@TempDir Path temporary) throws IOException, NoSuchAlgorithmException {
    folder = new ConfigFolder(temporary);
  }

  private RobotConfig everything() throws IOException, YamlRefusal {
    return folder.readEverything().robots().get(0);
  }

  @Test
  void timesThatAreNotSaidFollowFromTheCycle() {
    RobotConfig robot = RobotConfig.of("amr", folder.at("bundles"));
    assertEquals(100_000_000, robot.cycleNs(0.1));
    assertEquals(4_000_000, robot.withRate(250).cycleNs(0.1));
    assertEquals(CYCLE_NS, robot.deadlineNs(CYCLE_NS));
    assertEquals(25_000_000, robot.commands().validForNs(CYCLE_NS));
    assertEquals(20_000_000, robot.commands().validForNs(1_000_000));
    assertEquals(1_000_000_000, robot.commands().validForNs(2_000_000_000));
    assertEquals(0, robot.commands().actingDelayNs());
    assertEquals(5_000_000, robot.policy().inferenceBudgetNs(CYCLE_NS));
    assertEquals(400_000_000, robot.policy().maxLatenessNs(new Chunk(8, 6, 0.1)));
    assertEquals(16, robot.policy().candidates(sampler()));
  }

  @Test
  void timesThatAreSaidDoNot() throws IOException, YamlRefusal {
    RobotConfig robot = everything();
    assertEquals(2_000_000, robot.cycleNs(0.1));
    assertEquals(1_500_000, robot.deadlineNs(CYCLE_NS));
    assertEquals(35_000_000, robot.commands().validForNs(CYCLE_NS));
    assertEquals(3_000_000, robot.commands().actingDelayNs());
    assertEquals(700_000, robot.policy().inferenceBudgetNs(CYCLE_NS));
    assertEquals(125_000_000, robot.policy().maxLatenessNs(new Chunk(8, 6, 0.1)));
    assertEquals(24, robot.policy().candidates(sampler()));
    assertEquals(7_200_000_000_000L, folder.readEverything().recorder().orElseThrow().keepNs());
  }

  private static Sampler sampler() {
    return new Sampler("one-step", 1, 16, Map.of("serving_default", 1));
  }

  @Test
  void everyThreadTakesACodec() throws IOException, YamlRefusal {
    CommandConfig commands = everything().commands();
    assertEquals("binary-float32", commands.newCodec().name());
    assertEquals(
        "binary", CommandConfig.standard().withKey(commands.key().orElseThrow()).newCodec().name());
  }

  @Test
  void sensorsBecomeInputs() throws IOException, YamlRefusal {
    List<Quantity> states = List.of(Quantity.unbounded("x", "m"), Quantity.angle("heading"));
    RobotConfig plain = RobotConfig.of("amr", folder.at("bundles"));
    assertEquals(
        List.of(SensorInput.of("state", List.of("x", "heading"), 25_000_000)),
        plain.inputs(states, CYCLE_NS));
    assertEquals(0, plain.triggerSensor());
    assertEquals(
        List.of(
            new SensorInput("odometry", List.of("x", "y", "heading", "-"), 30_000_000, 400_000_000),
            SensorInput.of("encoder", List.of("-", "speed"), 25_000_000)),
        everything().inputs(states, CYCLE_NS));
  }

  @Test
  void cyclesAreBegunByASensorOrTheTimer() throws IOException, YamlRefusal {
    assertEquals(RobotConfig.BY_TIMER, trigger("timer"));
    assertEquals(1, trigger("encoder"));
    String unsaid = folder.everything().replace("    trigger: timer\n", "");
    assertEquals(Optional.of("odometry"), folder.read(unsaid).robots().get(0).trigger());
  }

  private int trigger(String word) throws IOException, YamlRefusal {
    String yaml = folder.everything().replace("trigger: timer", "trigger: " + word);
    return folder.read(yaml).robots().get(0).triggerSensor();
  }

  @Test
  void theLadderIsThatOfTheHoldUnlessSaid() throws IOException, YamlRefusal {
    LadderSettings standard = LadderSettings.of(0.1);
    assertEquals(standard, SafetyConfig.standard().ladder(0.1, List.of()));
    assertEquals(
        List.of(0.5), SafetyConfig.standard().ladder(0.1, List.of(0.5)).monitor().errors());
    assertTrue(SafetyConfig.standard().oldestS().isEmpty());
    SafetyConfig said = everything().safety();
    assertEquals(
        new LadderSettings(
            0.08,
            2,
            MismatchRule.WARN,
            standard.monitor().withErrors(List.of(0.1, 0.2, 0.0, 0.001), 0.00025)),
        said.ladder(0.1, List.of(0.5)));
    assertEquals(0.015, said.oldestS().orElseThrow());
  }

  @Test
  void whatAProgramChangesChangesAlone() {
    RobotConfig robot = RobotConfig.of("amr", folder.at("bundles"));
    PolicyConfig policy =
        robot
            .policy()
            .with(LaneChoice.INLINE)
            .with(ChunkJoin.REPLACE)
            .withCandidates(4)
            .with(PolicyEngine.VECTOR)
            .withSeed(7);
    assertEquals(
        new PolicyConfig(
            LaneChoice.INLINE,
            Optional.empty(),
            Optional.of(4),
            PolicyEngine.VECTOR,
            PolicyDevice.CPU,
            "serving_default",
            ChunkJoin.REPLACE,
            0,
            Optional.empty(),
            7,
            true),
        policy);
    SafetyConfig safety = robot.safety().withUncertified(true).with(MismatchRule.WARN);
    assertTrue(safety.uncertified());
    CommandConfig commands = robot.commands().withActingDelay(Duration.ofMillis(2));
    RobotConfig changed = robot.with(policy).with(safety).with(commands);
    assertEquals(policy, changed.policy());
    assertEquals(safety, changed.safety());
    assertEquals(commands, changed.commands());
    assertEquals(
        robot,
        changed
            .with(PolicyConfig.standard())
            .with(SafetyConfig.standard())
            .with(CommandConfig.standard()));
  }
}
