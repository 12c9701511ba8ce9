package io.github.hjelm.deploy;

import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.config.DashboardConfig;
import io.github.hjelm.controller.fleet.FleetRefusal;
import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.export.Refusal;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.robot.RobotRefusal;
import io.github.hjelm.sensors.sim.SimRefusal;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hjelm demo}. */
@Command(
    name = "demo",
    description = {
      "A broker, a robot, a controller that flies a trained policy, and a page to watch it on,",
      "in one process."
    },
    footer = {
      "",
      "The page has buttons that push the robot, shove it, blind its sensor and switch the policy",
      "off. With --drive nobody flies a policy: W and S, or the arrows, drive; A and D steer; space",
      "stops. Ctrl-C ends.",
      "Exit code 1 when no command reached the robot, or where it touched what it must not."
    })
final class DemoCommand implements Callable<Integer> {

  private static final String STANDARD_MODEL = "mobile-robot";

  /** Redrawn lines change as often as people can read, others stay. */
  private static final long REDRAW_MS = 250;

  private static final long NEW_LINE_MS = 1000;

  private final PrintStream out;
  private final Terminal terminal;

  @Option(
      names = "--robot",
      paramLabel = "ROBOT",
      description = {
        "A shipped bundle (amr-obstacles unless you say otherwise), or the path of a bundle of your",
        "own; with --drive a robot's model or YAML file."
      })
  private @Nullable String robotName;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "What computes the policy: tensorflow, or vector, loops for small networks.")
  private @Nullable PolicyEngine engine;

  @Mixin private RobotOptions robot = new RobotOptions();

  @Option(
      names = "--drive",
      paramLabel = "WHO",
      description = "Without a policy: keys, or sine, up and down by itself.")
  private DriveDemo.@Nullable Driver driver;

  @Option(names = "--headless", description = "Without the page.")
  private boolean headless;

  @Option(names = "--seconds", paramLabel = "N", description = "End after so long.")
  private double seconds = Double.POSITIVE_INFINITY;

  @Option(names = "--port", paramLabel = "P", description = "Of the page (8080); 0 for a free one.")
  private @Nullable Integer port;

  @Option(
      names = "--broker-port",
      paramLabel = "P",
      description = "The broker's port; a free one otherwise.")
  private int brokerPort;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the summary as JSON at the end.")
  private @Nullable Path json;

  DemoCommand(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public Integer call()
      throws Refusal,
          MqttRefusal,
          BundleRefusal,
          RobotRefusal,
          SimRefusal,
          FleetRefusal,
          YamlRefusal,
          IOException {
    requirePort("--broker-port", brokerPort);
    if (driver != null) {
      if (engine != null) {
        throw new InputRefusal("--engine computes a policy, and --drive flies none.");
      }
      return drive(driver);
    }
    return fly();
  }

  private Integer drive(DriveDemo.Driver who)
      throws MqttRefusal, RobotRefusal, SimRefusal, YamlRefusal, IOException {
    String model = robotName == null ? STANDARD_MODEL : robotName;
    RobotSummary summary =
        new DriveDemo(out, terminal)
            .run(robot.simulated(model, "binary"), who, brokerPort, seconds);
    out.print(summary.text());
    write(summary);
    return summary.commands().applied() > 0 ? Hjelm.DONE : Hjelm.NO;
  }

  private Integer fly()
      throws Refusal,
          MqttRefusal,
          BundleRefusal,
          RobotRefusal,
          SimRefusal,
          FleetRefusal,
          YamlRefusal,
          IOException {
    robot.refuseSettings("the robot of a bundle is its task's");
    PolicyDemo.Settings settings =
        new PolicyDemo.Settings(
            brokerPort, page(), robot.seed(), engine == null ? PolicyEngine.TENSORFLOW : engine);
    try (RunTime time = new RunTime(seconds, MonotonicClock.system());
        PolicyDemo demo = PolicyDemo.start(bundle(), settings)) {
      demo.introduce(out);
      StatusLines lines = new StatusLines(out, terminal);
      long pauseNs = TimeUnit.MILLISECONDS.toNanos(terminal.screen() ? REDRAW_MS : NEW_LINE_MS);
      while (demo.failure().isEmpty() && time.goOn(pauseNs)) {
        lines.show(demo.lines());
      }
      demo.stop();
      if (demo.failure().isPresent()) {
        throw demo.failure().get();
      }
      DemoSummary summary = demo.summary();
      demo.lines().forEach(out::println);
      write(summary);
      return summary.control().commands() > 0 && summary.violations() == 0 ? Hjelm.DONE : Hjelm.NO;
    }
  }

  private Path bundle() throws IOException {
    return ShippedBundles.ofLauncher()
        .find(robotName == null ? ShippedBundles.STANDARD : robotName);
  }

  private Optional<DashboardConfig> page() {
    if (headless) {
      return Optional.empty();
    }
    DashboardConfig standard = DashboardConfig.standard();
    int wanted = port == null ? standard.port() : port;
    requirePort("--port", wanted);
    return Optional.of(standard.withPort(wanted));
  }

  private void write(Object summary) throws IOException {
    if (json != null) {
      JsonFile.write(json, summary);
    }
  }

  private static void requirePort(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw new InputRefusal(option + " " + port + " is not between 0 and 65535.");
    }
  }
}
