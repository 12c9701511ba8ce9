package io.github.hjelm.deploy;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.sensors.time.MonotonicClock;

/**
 * How far a solver has come: a bar with the time left on a terminal, a line every few seconds
 * otherwise. A solve of less than two seconds shows nothing.
 */
final class SolveStatus implements Progress, AutoCloseable {

  private static final double SILENT_S = 2;
  private static final double LINE_PERIOD_S = 2;
  private static final double BAR_PERIOD_S = 0.1;
  private static final int BAR_CELLS = 20;

  private final MonotonicClock clock;
  private final StatusLine line;
  private final double periodS;
  private final long beginNs;
  private double shownS = Double.NEGATIVE_INFINITY;
  private double stageBeginS;
  private double stageDone;

  SolveStatus(MonotonicClock clock, StatusLine line, Terminal terminal) {
    this.clock = clock;
    this.line = line;
    this.periodS = terminal.screen() ? BAR_PERIOD_S : LINE_PERIOD_S;
    this.beginNs = clock.nanoTime();
  }

  @Override
  public synchronized void report(double done, String what) {
    double elapsedS = (clock.nanoTime() - beginNs) / 1e9;
    // Less than before: another piece of work has begun, and has a time left of its own.
    boolean unknown = Double.isNaN(done);
    if (done < stageDone || (unknown ? stageDone > 0 : Double.isNaN(stageDone))) {
      stageBeginS = elapsedS;
    }
    stageDone = done;
    if (elapsedS < SILENT_S || elapsedS - shownS < periodS) {
      return;
    }
    shownS = elapsedS;
    line.show(text(done, elapsedS - stageBeginS, what));
  }

  private static String text(double done, double elapsedS, String what) {
    // Written so that NaN, "nobody can tell", has no bar.
    if (!(done >= 0 && done <= 1)) {
      return what + ", " + Words.duration(elapsedS) + " so far";
    }
    int full = (int) (done * BAR_CELLS);
    String left = done > 0 ? Words.duration(elapsedS * (1 - done) / done) + " left, " : "";
    return "[%s%s] %3d %%  %s%s"
        .formatted("#".repeat(full), "-".repeat(BAR_CELLS - full), (int) (done * 100), left, what);
  }

  @Override
  public void close() {
    if (shownS > 0) {
      line.finish();
    }
  }
}
