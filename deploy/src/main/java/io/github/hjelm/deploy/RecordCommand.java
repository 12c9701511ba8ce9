package io.github.hjelm.deploy;

import static java.util.Locale.ROOT;

import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.record.Recorder;
import io.github.hjelm.sensors.record.RecorderStatus;
import io.github.hjelm.sensors.record.RecordingRefusal;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hjelm record}. */
@Command(
    name = "record",
    description = "Write everything a robot says and is told into a file, until Ctrl-C.",
    footer = {"", "Exit code 1 when messages were lost on the way to the file."})
final class RecordCommand implements Callable<Integer> {

  private static final long STATUS_PERIOD_NS = TimeUnit.SECONDS.toNanos(1);

  private final PrintStream out;
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "The recording; an existing file is refused.")
  private Path file = Path.of("");

  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Option(
      names = "--robot",
      paramLabel = "NAME",
      description = "Only this robot's messages; those of all robots otherwise.")
  private String robot = "+";

  @Option(names = "--seconds", paramLabel = "N", description = "End after so long.")
  private double seconds = Double.POSITIVE_INFINITY;

  RecordCommand(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws MqttRefusal, RecordingRefusal {
    if (!robot.equals("+") && !FrameLimits.isName(robot)) {
      throw new InputRefusal(
          "'" + robot + "' is not a robot's name: use letters, digits or _ . : -");
    }
    MonotonicClock clock = MonotonicClock.system();
    try (RunTime time = new RunTime(seconds, clock);
        OpenLink open = broker.connect()) {
      RecorderStatus status = record(time, open, clock);
      StatusLine line = new StatusLine(out, Terminal.NONE);
      line.show(
          file + ": " + text(status) + (status.problem().isEmpty() ? "" : "; " + status.problem()));
      return status.dropped() == 0 && status.problem().isEmpty() ? Hjelm.DONE : Hjelm.NO;
    }
  }

  private RecorderStatus record(RunTime time, OpenLink open, MonotonicClock clock)
      throws MqttRefusal, RecordingRefusal {
    StatusLine line = new StatusLine(out, terminal);
    Recorder recorder = Recorder.create(file, clock, WallClock.system());
    try {
      OpenLink.await(open.link().subscribe("hjelm/" + robot + "/#", recorder));
      while (time.goOn(STATUS_PERIOD_NS)) {
        line.show(text(recorder.status()));
      }
      line.finish();
    } finally {
      recorder.close();
    }
    return recorder.status();
  }

  private static String text(RecorderStatus status) {
    return String.format(
        ROOT,
        "%d messages, %d lost, %.1f MB",
        status.recorded(),
        status.dropped(),
        status.bytesWritten() / 1e6);
  }
}
