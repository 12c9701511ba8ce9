package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.sensors.time.MonotonicClock;

/** Times a solve, and passes progress on a few times a second only. */
final class SolveWatch implements Progress {

  /** Four times a second. */
  private static final long REPORT_PERIOD_NS = 250_000_000;

  private final MonotonicClock clock;
  private final Progress progress;
  private final long beganNs;
  private long reportedNs;

  SolveWatch(MonotonicClock clock, Progress progress) {
    this.clock = clock;
    this.progress = progress;
    beganNs = clock.nanoTime();
    reportedNs = beganNs;
  }

  @Override
  public void report(double done, String what) {
    long nowNs = clock.nanoTime();
    if (nowNs - reportedNs >= REPORT_PERIOD_NS) {
      reportedNs = nowNs;
      progress.report(done, what);
    }
  }

  double seconds() {
    return (clock.nanoTime() - beganNs) * 1e-9;
  }
}
