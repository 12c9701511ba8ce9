package io.github.hjelm.deploy;

import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.RobotRefusal;
import io.github.hjelm.sensors.sim.ControlSource;
import io.github.hjelm.sensors.sim.KeyDrive;
import io.github.hjelm.sensors.sim.OperatorDrive;
import io.github.hjelm.sensors.sim.SimRefusal;
import io.github.hjelm.sensors.sim.SimulatedRobot;
import io.github.hjelm.sensors.sim.SineDrive;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hjelm demo}. */
@Command(
    name = "demo",
    description = "A simulated robot and an MQTT broker in one process, driven by you.",
    footer = {
      "",
      "Keys: W and S, or the arrows, drive; A and D steer; space stops; Ctrl-C ends.",
      "Exit code 1 when no command reached the robot's motors."
    })
final class DemoCommand implements Callable<Integer> {

  /** Who drives. */
  enum Driver {
    KEYS,
    SINE
  }

  private static final double SINE_HZ = 0.2;

  /** Gentle enough to look at. */
  private static final double SHARE = 0.5;

  private final PrintStream out;
  private final Terminal terminal;

  @Option(
      names = "--robot",
      paramLabel = "ROBOT",
      completionCandidates = SimCommand.Models.class,
      description = "Its model: ${COMPLETION-CANDIDATES}, or a YAML file.",
      defaultValue = "mobile-robot")
  private String model = "";

  @Mixin private RobotOptions robot = new RobotOptions();

  @Option(
      names = "--drive",
      paramLabel = "WHO",
      description = "keys, or sine: up and down by itself. Keys on a terminal, sine otherwise.")
  private @Nullable Driver driver;

  @Option(names = "--headless", description = "Without a person: --drive sine.")
  private boolean headless;

  @Option(names = "--seconds", paramLabel = "N", description = "End after so long.")
  private double seconds = Double.POSITIVE_INFINITY;

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "The broker's port; a free one otherwise.")
  private int port;

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
  public Integer call() throws MqttRefusal, RobotRefusal, SimRefusal, YamlRefusal, IOException {
    if (port < 0 || port > 65_535) {
      throw new InputRefusal("--port " + port + " is not between 1 and 65535.");
    }
    SimulatedRobot sim = robot.simulated(model, "binary");
    MonotonicClock clock = MonotonicClock.system();
    try (RunTime time = new RunTime(seconds, clock);
        LocalBroker broker = EmbeddedBroker.start(port)) {
      MqttSettings address = MqttSettings.of(broker.uri());
      out.println(
          sim.robot().name()
              + " on "
              + broker.uri()
              + "; topics hjelm/"
              + sim.settings().name()
              + "/#");
      RobotSummary summary = drive(sim, address, time, clock);
      out.print(summary.text());
      if (json != null) {
        JsonFile.write(json, summary);
      }
      return summary.commands().applied() > 0 ? Hjelm.DONE : Hjelm.NO;
    }
  }

  private RobotSummary drive(
      SimulatedRobot sim, MqttSettings broker, RunTime time, MonotonicClock clock)
      throws MqttRefusal, IOException {
    boolean byKeys = driver == null ? terminal.keyboard() && !headless : driver == Driver.KEYS;
    List<Quantity> controls = sim.robot().controls();
    if (!byKeys) {
      return run(sim, new SineDrive(controls, SINE_HZ, SHARE), broker, time, clock);
    }
    if (!terminal.keyboard()) {
      throw new InputRefusal("--drive keys needs a terminal; use --drive sine without one.");
    }
    try (TerminalKeys keys = TerminalKeys.open(System.in, clock)) {
      out.println("W S A D or arrows drive, space stops, Ctrl-C ends");
      return run(sim, new KeyDrive(controls, keys, SHARE), broker, time, clock);
    }
  }

  private RobotSummary run(
      SimulatedRobot sim,
      ControlSource source,
      MqttSettings broker,
      RunTime time,
      MonotonicClock clock)
      throws MqttRefusal {
    // The operator listens before the robot speaks, so that it cannot miss the robot's status.
    try (OpenLink operator =
        OpenLink.connect(Transport.NETTY, broker.withClientId("hjelm-operator"))) {
      OperatorDrive drive =
          new OperatorDrive(
              sim.settings().name(),
              sim.robot().controls().size(),
              source,
              RobotSession.codecs(sim.settings()).get(),
              operator.link(),
              clock,
              OperatorDrive.DEFAULT_VALID_FOR_NS);
      OpenLink.await(drive.start());
      return watch(sim, broker, time);
    }
  }

  private RobotSummary watch(SimulatedRobot sim, MqttSettings broker, RunTime time)
      throws MqttRefusal {
    try (RobotSession session = RobotSession.start(sim, Transport.PAHO, broker)) {
      StatusLine line = new StatusLine(out, terminal);
      // A line is redrawn ten times a second, and written once a second where it stays.
      long pauseNs = TimeUnit.MILLISECONDS.toNanos(terminal.screen() ? 100 : 1000);
      while (session.failure().isEmpty() && time.goOn(pauseNs)) {
        line.show(session.latest().line());
      }
      line.finish();
      session.stop();
      if (session.failure().isPresent()) {
        throw session.failure().get();
      }
      return session.summary();
    }
  }
}
