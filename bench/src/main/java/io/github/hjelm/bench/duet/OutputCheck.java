package io.github.hjelm.bench.duet;

import io.github.hjelm.bench.load.ActionLog;
import io.github.hjelm.bench.load.Arrivals;
import io.github.hjelm.bench.load.Observations;
import io.github.hjelm.bench.load.Slice;
import io.github.hjelm.bench.load.Traffic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Sees to it that all contestants compute the same: a comparison of the speed of different
 * functions would mean nothing.
 */
public final class OutputCheck {

  /** Single precision, summed in another order. */
  static final double TOLERANCE = 1e-4;

  private static final double RATE_HZ = 256;
  private static final long LENGTH_NS = 500_000_000;

  /** A first call may load a library. */
  private static final long PATIENCE_NS = 10_000_000_000L;

  private final Rig rig;
  private final int robots;
  private final int actions;
  private final boolean echo;

  /**
   * @param echo whether actions have to be the first values of the observation; otherwise they have
   *     to be those of the first contestant
   */
  public OutputCheck(Rig rig, int robots, int actions, boolean echo) {
    this.rig = rig;
    this.robots = robots;
    this.actions = actions;
    this.echo = echo;
  }

  /** Ends those that answer something else, or not at all. */
  public void run(List<Contestant> contestants) throws IOException, InterruptedException {
    List<ActionLog> logs = new ArrayList<>();
    for (Contestant contestant : contestants) {
      if (!contestant.ready()) {
        continue;
      }
      ActionLog log = ask(contestant);
      String complaint = complaint(log, logs);
      if (complaint.isEmpty()) {
        logs.add(log);
      } else {
        contestant.end(complaint);
      }
    }
  }

  private ActionLog ask(Contestant contestant) throws IOException, InterruptedException {
    ActionLog log = new ActionLog(actions);
    rig.ledger().keepActions(log);
    try {
      Traffic traffic = new Traffic(Arrivals.PERIODIC, robots, RATE_HZ / robots, LENGTH_NS);
      Slice slice = rig.slice(contestant, traffic, new Random(0));
      rig.awaitAnswers(slice, rig.clock().nanoTime() + PATIENCE_NS);
    } finally {
      rig.ledger().keepActions(null);
    }
    return log;
  }

  private String complaint(ActionLog log, List<ActionLog> others) {
    if (log.size() < Observations.KINDS) {
      return log.size() == 0
          ? "it answered none of the first observations"
          : "it answered %d of the first %d observations".formatted(log.size(), Observations.KINDS);
    }
    if (!echo && others.isEmpty()) {
      return "";
    }
    for (int kind = 0; kind < Observations.KINDS; kind++) {
      for (int i = 0; i < actions; i++) {
        double wanted = echo ? rig.observations().value(kind, i) : others.get(0).action(kind, i);
        double got = log.action(kind, i);
        // Written so that NaN differs.
        if (!(Math.abs(got - wanted) <= TOLERANCE)) {
          return String.format(
              Locale.ROOT,
              "it computes something else: action %d is %.6g instead of %.6g",
              i,
              got,
              wanted);
        }
      }
    }
    return "";
  }
}
