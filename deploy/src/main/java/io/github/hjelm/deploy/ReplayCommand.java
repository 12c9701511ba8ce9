package io.github.hjelm.deploy;

import static java.util.Locale.ROOT;

import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.record.RecordingEnding;
import io.github.hjelm.sensors.record.RecordingReader;
import io.github.hjelm.sensors.record.RecordingRefusal;
import io.github.hjelm.sensors.record.ReplayReport;
import io.github.hjelm.sensors.record.ReplaySettings;
import io.github.hjelm.sensors.record.Replayer;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hjelm replay}. */
@Command(
    name = "replay",
    description = "Play a recording back to a broker.",
    footer = {
      "",
      "Exit code 1 when the recording is cut or damaged, or messages did not get through."
    })
final class ReplayCommand implements Callable<Integer> {

  private static final long STATUS_PERIOD_NS = TimeUnit.SECONDS.toNanos(1);

  private final PrintStream out;
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "What 'hjelm record' wrote.")
  private Path file = Path.of("");

  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "1 as it was, 2 twice as fast, Infinity as fast as the broker takes it.")
  private double speed = 1;

  @Option(
      names = "--commands",
      description = "Replay commands too. A real robot that listens will move.")
  private boolean commands;

  @Option(names = "--retained", description = "Retain again what was retained.")
  private boolean retained;

  @Option(
      names = "--topic",
      paramLabel = "FILTER",
      description = "Only topics that match; may be given several times.")
  private String[] filters = {};

  ReplayCommand(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws MqttRefusal, RecordingRefusal {
    ReplaySettings settings = settings();
    MonotonicClock clock = MonotonicClock.system();
    try (RecordingReader reader = RecordingReader.open(file);
        RunTime time = new RunTime(Double.POSITIVE_INFINITY, clock);
        OpenLink open = broker.connect()) {
      Replayer replayer = new Replayer(reader, open.link(), settings, clock);
      play(replayer, time, clock);
      ReplayReport report = replayer.report();
      out.println(text(report) + "; " + ending(report.ending()));
      boolean whole = report.ending() == RecordingEnding.COMPLETE && report.undeliverable() == 0;
      return whole ? Hjelm.DONE : Hjelm.NO;
    }
  }

  private ReplaySettings settings() {
    ReplaySettings settings = ReplaySettings.original().withSpeed(speed);
    if (commands) {
      settings = settings.withCommands();
    }
    if (retained) {
      settings = settings.withRetained();
    }
    return filters.length == 0 ? settings : settings.withFilters(filters);
  }

  private void play(Replayer replayer, RunTime time, MonotonicClock clock) throws RecordingRefusal {
    StatusLine line = new StatusLine(out, terminal);
    long shownNs = clock.nanoTime();
    long waitNs = replayer.doWork();
    while (waitNs != Replayer.FINISHED && time.goOn(Math.min(waitNs, STATUS_PERIOD_NS))) {
      if (clock.nanoTime() - shownNs >= STATUS_PERIOD_NS) {
        shownNs = clock.nanoTime();
        line.show(text(replayer.report()));
      }
      waitNs = replayer.doWork();
    }
    line.finish();
  }

  private static String text(ReplayReport report) {
    return String.format(
        ROOT,
        "%d published, %d of other topics, %d commands withheld, %d not delivered",
        report.published(),
        report.otherTopics(),
        report.commands(),
        report.undeliverable());
  }

  private static String ending(RecordingEnding ending) {
    return switch (ending) {
      case NOT_REACHED -> "ended before the recording did";
      case COMPLETE -> "the recording is complete";
      case CUT -> "the recording was cut off: its recorder crashed, or is still at work";
      case DAMAGED -> "the rest of the recording is damaged";
    };
  }
}
