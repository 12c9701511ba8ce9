package io.github.hjelm.deploy;

import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.fleet.FleetRefusal;
import io.github.hjelm.controller.recorder.CycleReader;
import io.github.hjelm.controller.recorder.FlightRefusal;
import io.github.hjelm.controller.recorder.FlightReplay;
import io.github.hjelm.controller.recorder.FlightReport;
import io.github.hjelm.controller.recorder.RecordedCycle;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.export.verify.CatalogGames;
import io.github.hjelm.sensors.codec.CommandKey;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code hjelm run --replay}: what a flight recorder kept, computed again. */
final class FlightPlayback {

  private static final long STATUS_PERIOD_NS = TimeUnit.SECONDS.toNanos(1);

  @Option(
      names = "--bundle",
      paramLabel = "PATH",
      description =
          "With --replay: the bundle that was flown, where it no longer lies where it did;"
              + " may be given several times.")
  private List<Path> bundles = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "With --replay: the robot's key, where its frames are signed.")
  @Nullable Path key;

  @Option(
      names = "--cycles",
      paramLabel = "FROM:TO",
      description = "With --replay: print these cycles as CSV; either number may be left out.")
  @Nullable String cycles;

  /** Whether any of its own options was given. */
  boolean isAskedFor() {
    return !bundles.isEmpty() || key != null || cycles != null;
  }

  /** Replays; true when everything came to the same. */
  boolean play(
      Path record, @Nullable Path json, PrintStream out, PrintStream err, Terminal terminal)
      throws FlightRefusal, BundleRefusal, FleetRefusal, YamlRefusal, IOException {
    // What programs read stands alone.
    PrintStream words = cycles == null ? out : err;
    StatusLine line = new StatusLine(words, terminal);
    CycleReader reader = cycles == null ? counting(line) : table(range(cycles), out);
    FlightReplay replay =
        new FlightReplay(
            new FlightReplay.Means(
                new CatalogGames(ProblemCatalog.standard()),
                TaskRankings.of(TaskCatalog.standard()),
                bundles,
                key == null ? Optional.empty() : Optional.of(CommandKey.ofFile(key)),
                new VersionText().getVersion()[0]),
            reader);
    List<FlightReport> reports = replay.replay(record);
    reports.forEach(report -> FlightText.print(report, words));
    if (json != null) {
      JsonFile.write(json, reports.stream().map(FlightText::tree).toList());
    }
    return reports.stream().allMatch(FlightReport::isSame);
  }

  /** The first and the last cycle to print. */
  private record Range(long from, long to) {}

  private static Range range(String text) {
    int colon = text.indexOf(':');
    try {
      if (colon >= 0) {
        String from = text.substring(0, colon);
        String to = text.substring(colon + 1);
        return new Range(
            from.isEmpty() ? 0 : Long.parseLong(from),
            to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to));
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw new InputRefusal(
        "--cycles takes two numbers such as 100:200, 100: or :200, not '" + text + "'");
  }

  private static CycleReader counting(StatusLine line) {
    MonotonicClock clock = MonotonicClock.system();
    return new CycleReader() {
      private long shownNs = clock.nanoTime();
      private long count;

      @Override
      public void flight(String robot, List<String> controls) {
        count = 0;
      }

      @Override
      public void cycle(RecordedCycle cycle, long wallMs) {
        count++;
        if (clock.nanoTime() - shownNs >= STATUS_PERIOD_NS) {
          shownNs = clock.nanoTime();
          line.show(count + " cycles computed again, now at " + Instant.ofEpochMilli(wallMs));
        }
      }
    };
  }

  private static CycleReader table(Range range, PrintStream out) {
    return new CycleReader() {
      private String name = "";

      @Override
      public void flight(String robot, List<String> controls) {
        name = robot;
        out.println(
            "robot,cycle,time,verdict,reserve,whole_us,epoch,sequence,"
                + String.join(",", controls));
      }

      @Override
      public void cycle(RecordedCycle cycle, long wallMs) {
        if (cycle.number() < range.from() || cycle.number() > range.to()) {
          return;
        }
        StringBuilder row = new StringBuilder();
        row.append(name).append(',').append(cycle.number());
        row.append(',').append(Instant.ofEpochMilli(wallMs)).append(',').append(cycle.verdict());
        row.append(',').append(cycle.reserve()).append(',').append(cycle.wholeNs() / 1e3);
        row.append(',').append(cycle.epoch()).append(',').append(cycle.sequence());
        cycle.controls().forEach(control -> row.append(',').append(control));
        out.println(row);
      }
    };
  }
}
