package io.github.hjelm.controller.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.chunk.ChunkJoin;
import io.github.hjelm.controller.policy.PolicyDevice;
import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.controller.safety.MismatchRule;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.MqttSettings.Credentials;
import io.github.hjelm.sensors.mqtt.MqttSettings.Tls;
import io.github.hjelm.sensors.yaml.YamlDocument;
import io.github.hjelm.sensors.yaml.YamlNode;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControllerConfigTest {

  private ConfigFolder folder;

  @BeforeEach
  void fillFolder(@TempDir Path temporary) throws IOException, NoSuchAlgorithmException {
    folder = new ConfigFolder(temporary);
  }

  @Test
  void whatIsNotSaidHasItsDefault() throws IOException, YamlRefusal {
    ControllerConfig config = folder.read(ConfigFolder.SMALLEST);
    BrokerConfig broker = config.broker();
    assertEquals(URI.create("tcp://127.0.0.1:1883"), broker.uri());
    assertEquals(Transport.NETTY, broker.transport());
    assertEquals(Duration.ofSeconds(5), broker.keepAlive());
    assertEquals(Duration.ofSeconds(5), broker.connectTimeout());
    assertEquals(Optional.of(new DashboardConfig("127.0.0.1", 8088, Set.of())), config.dashboard());
    assertEquals(Optional.empty(), config.recorder());
    assertEquals(List.of(), config.trustedKeys());
    RobotConfig robot = config.robots().get(0);
    assertEquals(folder.at("bundles/amr-obstacles.zip"), robot.bundle());
    assertEquals(Optional.of("state"), robot.trigger());
    assertEquals(0.1, robot.boundsMargin());
    assertEquals("binary", robot.commands().codec());
    assertEquals(Duration.ZERO, robot.commands().actingDelay());
    assertEquals(LaneChoice.AUTO, robot.policy().lane());
    assertEquals("serving_default", robot.policy().signature());
    assertEquals(ChunkJoin.REAL_TIME, robot.policy().join());
    assertEquals(1, robot.policy().seed());
    assertFalse(robot.safety().uncertified());
    assertEquals(MismatchRule.STOP, robot.safety().onMismatch());
    assertEquals(5, robot.safety().maxUnvouched());
  }

  /** A program's configuration stands nowhere. */
  private ControllerConfig placeless(String text) throws IOException, YamlRefusal {
    return folder.read(text).at(ConfigPlaces.NOWHERE);
  }

  @Test
  void whatIsMadeInAProgramIsWhatAnEmptyFileSays() throws IOException, YamlRefusal, MqttRefusal {
    ControllerConfig made =
        ControllerConfig.of(
            BrokerConfig.of("tcp://127.0.0.1:1883"),
            List.of(RobotConfig.of("amr", folder.at("bundles/amr-obstacles.zip"))));
    assertEquals(made, placeless(ConfigFolder.SMALLEST));
    assertEquals(
        made.withoutDashboard(),
        placeless(ConfigFolder.SMALLEST + "dashboard:\n  enabled: false\n"));
    assertEquals(
        made.with(DashboardConfig.standard().withPort(80)),
        placeless(ConfigFolder.SMALLEST + "dashboard:\n  port: 80\n"));
    assertEquals(
        made.with(RecorderConfig.of(folder.at("flights"))),
        placeless(ConfigFolder.SMALLEST + "recorder:\n  folder: flights\n"));
  }

  @Test
  void everythingCanBeSaid() throws IOException, YamlRefusal {
    ControllerConfig config = folder.readEverything();
    assertEquals(
        new BrokerConfig(
            URI.create("tls://broker.example:8883"),
            Transport.PAHO,
            Optional.of("arm-cell-3"),
            Optional.of(new Credentials("controller", ConfigFolder.PASSWORD)),
            Optional.of(
                new Tls(
                    Optional.of(folder.at("secrets/authorities.pem")),
                    Optional.of(
                        new Tls.Identity(
                            folder.at("secrets/controller.pem"),
                            folder.at("secrets/controller.key"))))),
            Duration.ofMillis(2500),
            Duration.ofMinutes(1)),
        config.broker());
    RobotConfig robot = config.robots().get(0);
    assertEquals(
        new RobotConfig(
            "amr",
            folder.at("bundles/amr-obstacles.zip"),
            Optional.of(500.0),
            Optional.empty(),
            Optional.of(Duration.ofNanos(1_500_000)),
            0.25,
            List.of(
                new SensorConfig(
                    "odometry",
                    List.of("x", "y", "heading", "-"),
                    Optional.of(Duration.ofMillis(30)),
                    Optional.of(Duration.ofMillis(400))),
                new SensorConfig(
                    "encoder", List.of("-", "speed"), Optional.empty(), Optional.empty())),
            new CommandConfig(
                "binary-float32",
                robot.commands().key(),
                Optional.of(Duration.ofMillis(35)),
                Duration.ofMillis(3)),
            new PolicyConfig(
                LaneChoice.THREAD,
                Optional.of(Duration.ofNanos(700_000)),
                Optional.of(24),
                PolicyEngine.VECTOR,
                PolicyDevice.AUTO,
                "steps_2",
                ChunkJoin.ENSEMBLE,
                0.25,
                Optional.of(Duration.ofMillis(125)),
                99,
                false),
            new SafetyConfig(
                true,
                MismatchRule.WARN,
                Optional.of(Duration.ofMillis(15)),
                Optional.of(Duration.ofMillis(80)),
                2,
                List.of(0.1, 0.2, 0.0, 0.001),
                Optional.of(Duration.ofNanos(250_000)))),
        robot);
    assertTrue(robot.commands().key().isPresent());
    assertEquals(RobotConfig.of("amr-2", folder.at("bundles")), config.robots().get(1));
    assertEquals(
        Optional.of(new DashboardConfig("0.0.0.0", 0, Set.of("cell3.example"))),
        config.dashboard());
    assertEquals(
        Optional.of(new RecorderConfig(folder.at("recordings"), Duration.ofHours(2))),
        config.recorder());
    assertEquals(List.of(folder.at("keys/bundles.pem")), config.trustedKeys());
  }

  @Test
  void everythingIsEverything() throws IOException, YamlRefusal {
    requireAll(ControllerSettings.ALL, YamlDocument.parse("all", folder.everything()));
  }

  private static void requireAll(Section section, YamlNode map) throws YamlRefusal {
    assertEquals(Set.copyOf(section.keys()), map.keys());
    for (Section inner : section.sections()) {
      YamlNode node = map.at(inner.key());
      requireAll(inner, inner.shape() == Section.Shape.LIST ? node.asList().get(0) : node);
    }
  }

  @Test
  void keysAreReadWhenTheyAreAskedFor() throws IOException, YamlRefusal, BundleRefusal {
    assertFalse(folder.read(ConfigFolder.SMALLEST).bundleKeys().any());
    assertTrue(folder.readEverything().bundleKeys().any());
  }

  @Test
  void aLinkIsMadeOfTheBroker() throws IOException, YamlRefusal, MqttRefusal {
    BrokerConfig broker = folder.readEverything().broker();
    MqttSettings settings = broker.settings();
    assertEquals(broker.uri(), settings.broker());
    assertEquals("arm-cell-3", settings.clientId());
    assertEquals(broker.credentials(), settings.credentials());
    assertEquals(broker.tls(), settings.tls());
    assertEquals(broker.keepAlive(), settings.keepAlive());
    assertEquals(broker.connectTimeout(), settings.connectTimeout());
    BrokerConfig another = BrokerConfig.of("tls://broker.example");
    assertEquals(Optional.of(Tls.standard()), another.settings().tls());
    assertEquals(Transport.PAHO, another.with(Transport.PAHO).transport());
  }

  @Test
  void aProgramCannotLeaveOutWhatIsNeeded() throws MqttRefusal {
    BrokerConfig broker = BrokerConfig.of("tcp://127.0.0.1");
    assertThrows(IllegalArgumentException.class, () -> ControllerConfig.of(broker, List.of()));
  }

  @Test
  void secretsAreNotPrinted() throws IOException, YamlRefusal, MqttRefusal {
    ControllerConfig config = folder.readEverything();
    assertEquals(ConfigFolder.PASSWORD, config.broker().credentials().orElseThrow().password());
    String printed = config + " " + config.broker().settings();
    assertFalse(printed.contains(ConfigFolder.PASSWORD), printed);
    assertFalse(printed.contains(ConfigFolder.COMMAND_KEY), printed);
    assertTrue(printed.contains("password=***"), printed);
  }
}
