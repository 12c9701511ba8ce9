package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.safety.BoxVertices;
import io.github.hjelm.controller.safety.SafetyMargins;
import io.github.hjelm.export.hjb.AvoidGame;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.Values;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.Arrays;
import java.util.List;

/** Turns a game and what is promised into a certificate: margins, level, solve, audit. */
public final class CertificateMaker {

  /** Up to this share of the largest clearance the reserve is worth knowing. */
  private static final double CAP_SHARE = 0.3;

  /** A step should lead about so many cells on, or interpolation blurs what it leads to. */
  private static final double CELLS_PER_STEP = 2;

  private static final int LONGEST_CHAIN = 16;

  /** How often margins may be raised. */
  private static final int ROUNDS = 5;

  /** A margin that has to be raised is raised by a little more, so that rounds end. */
  private static final double ROOM = 1.05;

  private static final double TOLERANCE_PER_CAP = 1e-5;

  private final AvoidGame game;
  private final CertificatePromise promise;
  private final int threads;
  private final MonotonicClock clock;
  private final Grid grid;
  private final ClearanceShape shape;

  /** Prepares one certificate. */
  public CertificateMaker(
      AvoidGame game, CertificatePromise promise, int threads, MonotonicClock clock) {
    this.game =
        promise.disturbance() == 1
            ? game
            : new AvoidGame(
                new ScaledDisturbance(game.robot(), promise.disturbance()),
                game.grid(),
                game.clearance(),
                game.beyond(),
                game.assumed());
    this.promise = promise;
    this.threads = threads;
    this.clock = clock;
    grid = game.grid();
    shape = new ClearanceShape(this.game, promise.holdS());
  }

  /**
   * A certificate and everything that is said about it.
   *
   * @param clearanceSlopes the steepest l along each state
   * @param valueSlopes L_i: the steepest V_c along each state
   * @param dynamicsLipschitz L_f: how fast the largest component of an error can grow, in 1/s
   * @param leastAtEdge the least V_c at the edge of the grid; infinite where there is none
   * @param valueSafeShare the share of nodes with V ≥ 0
   */
  public record Made(
      SampledDataCertificate certificate,
      CertificatePromise promise,
      SafetyMargins margins,
      List<Double> clearanceSlopes,
      List<Double> valueSlopes,
      double dynamicsLipschitz,
      LevelAudit audit,
      double leastAtEdge,
      double valueSafeShare) {}

  /**
   * Makes it.
   *
   * @param value V as solved, to be compared with
   * @throws SolveRefusal when nothing can be promised, in one sentence
   */
  public Made make(Values value, Progress progress) throws SolveRefusal, InterruptedException {
    return make(value, 0, progress);
  }

  /** What is promised; its margin for interpolation is fixed where it names one. */
  public CertificatePromise promise() {
    return promise;
  }

  /**
   * Makes it with at least so much set aside for points between nodes.
   *
   * @param value V as solved, to be compared with
   * @throws SolveRefusal when nothing can be promised, in one sentence
   */
  public Made make(Values value, double interpolation, Progress progress)
      throws SolveRefusal, InterruptedException {
    refuseUnsolved(value);
    ErrorSpread spread = new ErrorSpread(game.robot(), grid);
    double[] atStart =
        sum(
            spread.grown(promise.errors(grid.dimensions()), promise.delayS()),
            spread.unseen(promise.delayS()));
    double[] atEnd = spread.grown(atStart, promise.holdS());
    double[] slopes = shape.slopes();
    SafetyMargins margins =
        new SafetyMargins(
            dot(slopes, atEnd), 0, promise.interpolation().orElse(interpolation), shape.dip());
    try (GridSweep.Pool pool = new GridSweep.Pool(threads)) {
      for (int round = 1; ; round++) {
        SampledDataCertificate made =
            new CertificateSolver(game, settings(margins.total()), clock).solve(progress);
        LevelAudit audit = LevelAudit.of(made, pool);
        double[] steepest =
            ClearanceShape.steepest(grid, made.value()::at, made.settings().level());
        SafetyMargins needed = needed(margins, dot(steepest, atEnd), audit);
        if (needed.equals(margins)) {
          double edge = leastAtEdge(made);
          refuseEdge(edge, margins.total());
          return new Made(
              made,
              promise,
              margins,
              Arrays.stream(slopes).boxed().toList(),
              Arrays.stream(steepest).boxed().toList(),
              spread.lipschitz(),
              audit,
              edge,
              safeShare(value));
        }
        if (round == ROUNDS) {
          throw new SolveRefusal(
              "the margins of %.3g do not suffice: the level is lost by %.3g between the checked"
                      .formatted(margins.total(), audit.deepest())
                  + " points; refine the grid, or raise checks or inflation");
        }
        margins = needed;
      }
    }
  }

  /** The same margins where they suffice, larger ones where they do not. */
  private SafetyMargins needed(SafetyMargins margins, double estimation, LevelAudit audit)
      throws SolveRefusal {
    boolean isCovered = audit.deepest() <= margins.interpolation();
    if (!isCovered && promise.interpolation().isPresent()) {
      throw new SolveRefusal(
          "between the checked points the level is lost by %.3g and interpolation=%.3g was set aside"
              .formatted(audit.deepest(), margins.interpolation()));
    }
    return new SafetyMargins(
        estimation <= margins.estimation() ? margins.estimation() : ROOM * estimation,
        0,
        isCovered ? margins.interpolation() : 2 * audit.deepest(),
        margins.interSample());
  }

  private CertificateSettings settings(double level) throws SolveRefusal {
    double cap = promise.cap().orElse(CAP_SHARE * shape.largest());
    // Written so that NaN is refused.
    if (!(level < cap)) {
      throw new SolveRefusal(
          "the margins add up to %.3g and the value is capped at %.3g; shorten hold and delay, know the"
                  .formatted(level, cap)
              + " state better, or raise the cap");
    }
    return new CertificateSettings(
        promise.holdS(),
        chain(),
        cap,
        level,
        promise.inflation(),
        promise.checks().orElse(grid.dimensions() == 2 ? 4 : 2),
        TOLERANCE_PER_CAP * cap,
        promise.sweeps(),
        threads);
  }

  /**
   * Holds in a row that lead about two cells on; one where somebody plays against: a disturbance
   * that had to hold still for longer than the control would be too weak an opponent.
   */
  private int chain() {
    if (BoxVertices.of(game.robot().disturbances()).count() > 1) {
      return 1;
    }
    double cells = shape.cellsPerHold();
    double holds = Math.rint(CELLS_PER_STEP / Math.max(cells, 1e-9));
    return (int) Math.max(1, Math.min(LONGEST_CHAIN, holds));
  }

  private void refuseUnsolved(Values value) throws SolveRefusal {
    double[] x = new double[grid.dimensions()];
    double lowered = 0;
    for (int node = 0; node < grid.size(); node++) {
      grid.coordinates(node, x);
      lowered = Math.max(lowered, game.clearance().value(x) - value.get(node));
    }
    // Written so that NaN is refused.
    if (!(lowered > 0 && lowered < Double.POSITIVE_INFINITY)) {
      throw new SolveRefusal(
          "the solved value is the clearance itself or not finite: nothing is there to be certified,"
              + " check bounds, grid and horizon");
    }
  }

  private void refuseEdge(double edge, double level) throws SolveRefusal {
    if (game.beyond() == AvoidGame.Beyond.FREE && !(edge >= level)) {
      throw new SolveRefusal(
          "at the edge of the grid the certified value is %.3g, below the level %.3g, so whoever leaves"
                  .formatted(edge, level)
              + " may come back unsafely; widen --lower and --upper");
    }
  }

  private double leastAtEdge(SampledDataCertificate made) {
    double least = Double.POSITIVE_INFINITY;
    for (int node = 0; node < grid.size(); node++) {
      boolean isEdge = false;
      for (int i = 0; i < grid.dimensions(); i++) {
        GridAxis axis = grid.axis(i);
        int index = grid.index(node, i);
        isEdge |= !axis.periodic() && (index == 0 || index == axis.count() - 1);
      }
      least = isEdge ? Math.min(least, made.value().at(node)) : least;
    }
    return least;
  }

  private static double safeShare(Values value) {
    int safe = 0;
    for (int node = 0; node < value.size(); node++) {
      safe += value.get(node) >= 0 ? 1 : 0;
    }
    return (double) safe / value.size();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }
}
