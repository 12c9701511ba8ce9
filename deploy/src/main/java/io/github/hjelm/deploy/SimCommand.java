package io.github.hjelm.deploy;

import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import io.github.hjelm.sensors.sim.SimRefusal;
import io.github.hjelm.sensors.sim.SimulatedRobot;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hjelm sim}. */
@Command(
    name = "sim",
    description = "A simulated robot on your MQTT broker, as one would connect a real one.",
    footer = {"", "It runs until Ctrl-C. Exit code 1 when the simulation failed."})
final class SimCommand implements Callable<Integer> {

  /** What picocli offers as robots, in help and completion. */
  static final class Models implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return RobotCatalog.names().iterator();
    }
  }

  private static final long STATUS_PERIOD_NS = TimeUnit.SECONDS.toNanos(1);

  private final PrintStream out;
  private final Terminal terminal;

  @Parameters(
      paramLabel = "ROBOT",
      completionCandidates = Models.class,
      description = "Its model: ${COMPLETION-CANDIDATES}, or a YAML file.")
  private String model = "";

  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private RobotOptions robot = new RobotOptions();

  @Option(names = "--seconds", paramLabel = "N", description = "End after so long.")
  private double seconds = Double.POSITIVE_INFINITY;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the summary as JSON at the end.")
  private @Nullable Path json;

  SimCommand(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws MqttRefusal, RobotRefusal, SimRefusal, YamlRefusal, IOException {
    // JSON, because whoever connects a first robot looks at it with mosquitto_sub.
    SimulatedRobot sim = robot.simulated(model, "json");
    try (RunTime time = new RunTime(seconds, MonotonicClock.system());
        RobotSession session =
            RobotSession.start(sim, broker.transport(Transport.PAHO), broker.settings())) {
      out.println(
          sim.robot().name()
              + " on "
              + broker.settings().broker()
              + "; topics hjelm/"
              + sim.settings().name()
              + "/#; Ctrl-C ends");
      StatusLine line = new StatusLine(out, terminal);
      while (session.failure().isEmpty() && time.goOn(STATUS_PERIOD_NS)) {
        line.show(session.latest().line());
      }
      line.finish();
      session.stop();
      RobotSummary summary = session.summary();
      out.print(summary.text());
      if (json != null) {
        JsonFile.write(json, summary);
      }
      if (session.failure().isPresent()) {
        throw session.failure().get();
      }
      return Hjelm.DONE;
    }
  }
}
