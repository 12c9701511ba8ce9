package io.github.hjelm.deploy;

import io.github.hjelm.deploy.doctor.Doctor;
import io.github.hjelm.deploy.doctor.Finding;
import io.github.hjelm.deploy.doctor.FindingPrinter;
import io.github.hjelm.deploy.doctor.ThisHost;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hjelm doctor}. */
@Command(
    name = "doctor",
    description = "What this machine can do for a controller, and how to mend what it cannot.",
    footer = {"", "Exit code 1 when anything FAILED; a NOTE or WARNING does not count."})
final class DoctorCommand implements Callable<Integer> {

  private static final String USUAL_BROKER = "tcp://127.0.0.1:1883";

  private final PrintStream out;
  private final Terminal terminal;

  @Option(
      names = "--broker",
      paramLabel = "URI",
      description =
          "An MQTT broker that must be reachable; without it, " + USUAL_BROKER + " is tried.")
  private @Nullable String broker;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the findings as JSON.")
  private @Nullable Path json;

  DoctorCommand(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws MqttRefusal, IOException {
    String address = broker == null ? USUAL_BROKER : broker;
    Doctor doctor = Doctor.of(MqttSettings.of(address), broker != null, MonotonicClock.system());
    FindingPrinter printer = new FindingPrinter(out, terminal.colours());
    List<Finding> findings = doctor.examine(new ThisHost(), printer::print);
    printer.printSum(findings);
    boolean failed = findings.stream().anyMatch(f -> f.level() == Finding.Level.FAILED);
    if (json != null) {
      JsonFile.write(json, Map.of("findings", findings, "failed", failed));
    }
    return failed ? Hjelm.NO : Hjelm.DONE;
  }
}
