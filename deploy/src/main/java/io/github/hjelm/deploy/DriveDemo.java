package io.github.hjelm.deploy;

import io.github.hjelm.sensors.frame.CommandEpoch;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.sim.ControlSource;
import io.github.hjelm.sensors.sim.KeyDrive;
import io.github.hjelm.sensors.sim.OperatorDrive;
import io.github.hjelm.sensors.sim.SimulatedRobot;
import io.github.hjelm.sensors.sim.SineDrive;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A simulated robot on an embedded broker, driven by a person or a script. */
final class DriveDemo {

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

  DriveDemo(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Drives until the time is up.
   *
   * @param port the broker's; 0 for a free one
   */
  RobotSummary run(SimulatedRobot sim, Driver driver, int port, double seconds)
      throws MqttRefusal, IOException {
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
      return drive(sim, driver, address, time, clock);
    }
  }

  private RobotSummary drive(
      SimulatedRobot sim, Driver driver, MqttSettings broker, RunTime time, MonotonicClock clock)
      throws MqttRefusal, IOException {
    List<Quantity> controls = sim.robot().controls();
    if (driver == Driver.SINE) {
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
              new CommandEpoch(sim.settings().name(), new SecureRandom()),
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
