package io.github.hjelm.bench.hjb;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.report.Plot;
import java.io.IOException;
import java.util.List;

/** A part of the benchmark that can be run on its own. */
interface Section {

  /** As {@code --only} calls it. */
  String name();

  /** About how long it takes on two cores, from which the time left is told. */
  double guessedSeconds();

  /** Runs it. */
  Result run(Surroundings in, Progress progress) throws IOException, InterruptedException;

  /** What came out. */
  record Result(List<HjbRow> rows, List<Plot> plots) {}
}
