package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.export.hjb.upwind.Boundary;
import io.github.hjelm.export.hjb.upwind.UpwindScheme;

/**
 * How an equation is solved.
 *
 * @param cfl the share of the longest stable step of the Runge-Kutta scheme, 0 to 1
 * @param horizonS how far back in time; infinite means until convergence
 * @param tolerance the change per second, max|ΔV|/Δt, below which it has converged
 * @param threads how many threads share the work; the result does not depend on it
 */
public record SolverSettings(
    UpwindScheme upwind,
    Dissipation dissipation,
    RungeKutta rungeKutta,
    Boundary boundary,
    double cfl,
    double horizonS,
    double tolerance,
    int threads) {

  /** The tools' usual factor. */
  public static final double CFL = 0.75;

  public SolverSettings {
    // Written so that NaN is refused.
    if (!(cfl > 0 && cfl <= 1 && horizonS > 0 && tolerance >= 0 && threads > 0)) {
      throw new IllegalArgumentException(
          "a solver needs 0 < cfl <= 1, a horizon, a tolerance and a thread");
    }
  }

  /** The usual choice for a scheme: time steps of its order up to three, all cores. */
  public static SolverSettings of(UpwindScheme upwind, double horizonS, double tolerance) {
    RungeKutta time =
        switch (upwind) {
          case FIRST -> RungeKutta.FIRST;
          case ENO2 -> RungeKutta.SECOND;
          case ENO3, WENO5 -> RungeKutta.THIRD_LONG;
        };
    return new SolverSettings(
        upwind,
        Dissipation.LOCAL,
        time,
        Boundary.AWAY_FROM_ZERO,
        CFL,
        horizonS,
        tolerance,
        Runtime.getRuntime().availableProcessors());
  }

  public SolverSettings withThreads(int count) {
    return new SolverSettings(
        upwind, dissipation, rungeKutta, boundary, cfl, horizonS, tolerance, count);
  }

  public SolverSettings withDissipation(Dissipation other) {
    return new SolverSettings(
        upwind, other, rungeKutta, boundary, cfl, horizonS, tolerance, threads);
  }

  public SolverSettings withRungeKutta(RungeKutta other) {
    return new SolverSettings(
        upwind, dissipation, other, boundary, cfl, horizonS, tolerance, threads);
  }

  public SolverSettings withBoundary(Boundary other) {
    return new SolverSettings(
        upwind, dissipation, rungeKutta, other, cfl, horizonS, tolerance, threads);
  }

  public SolverSettings withCfl(double other) {
    return new SolverSettings(
        upwind, dissipation, rungeKutta, boundary, other, horizonS, tolerance, threads);
  }
}
