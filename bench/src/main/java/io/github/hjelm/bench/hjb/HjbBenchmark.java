package io.github.hjelm.bench.hjb;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.report.Machine;
import io.github.hjelm.export.report.Plot;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Runs the sections that were chosen, one after the other. */
public final class HjbBenchmark {

  /**
   * What is measured.
   *
   * @param only names of sections; empty means all
   * @param rounds how often each problem is solved
   * @param peers whether hj_reachability takes its turns where it is there
   * @param quick small sizes, to try the benchmark itself; nothing is held against a limit then
   */
  public record Settings(List<String> only, int rounds, boolean peers, boolean quick) {

    public Settings {
      only = List.copyOf(only);
    }
  }

  private final ProblemCatalog catalog;
  private final MonotonicClock clock;
  private final Settings settings;
  private final List<Section> sections;
  private final List<Plot> plots = new ArrayList<>();

  public HjbBenchmark(ProblemCatalog catalog, MonotonicClock clock, Settings settings) {
    this(catalog, clock, settings, Sections.all(settings.quick()));
  }

  HjbBenchmark(
      ProblemCatalog catalog, MonotonicClock clock, Settings settings, List<Section> sections) {
    this.catalog = catalog;
    this.clock = clock;
    this.settings = settings;
    this.sections =
        sections.stream()
            .filter(
                section -> settings.only().isEmpty() || settings.only().contains(section.name()))
            .toList();
  }

  /** What {@code --only} may name. */
  public static List<String> names() {
    return Sections.all(false).stream().map(Section::name).toList();
  }

  /**
   * Runs it.
   *
   * @param command how to repeat it
   * @param revision of the sources; empty when nobody knows
   */
  public HjbReport run(String command, String revision, WallClock wall, Progress progress)
      throws IOException, InterruptedException {
    List<HjbRow> rows = new ArrayList<>();
    plots.clear();
    double all = sections.stream().mapToDouble(Section::guessedSeconds).sum();
    double before = 0;
    Peer.Note note;
    try (Peer peer = peer()) {
      Surroundings in = new Surroundings(catalog, peer, clock, settings.rounds(), settings.quick());
      for (Section section : sections) {
        double from = before / all;
        double share = section.guessedSeconds() / all;
        Section.Result result =
            section.run(in, (done, what) -> progress.report(from + share * done, what));
        result.rows().forEach(row -> rows.add(settings.quick() ? row.unjudged() : row));
        plots.addAll(result.plots());
        before += section.guessedSeconds();
      }
      note = peer.note();
    }
    LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(wall.epochMillis()), ZoneOffset.UTC);
    return new HjbReport(
        Machine.describe(), today.toString(), command, revision, settings.quick(), rows, note);
  }

  private Peer peer() throws IOException {
    return settings.peers()
        ? HjReachability.start(HjReachability.SCRIPT, System.getenv())
        : Peer.absent("it was not asked for");
  }

  /** The pictures of the last run. */
  public List<Plot> plots() {
    return Collections.unmodifiableList(plots);
  }
}
