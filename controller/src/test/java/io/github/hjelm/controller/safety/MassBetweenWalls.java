package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stage of the mass between its walls, stepped by hand on a clock of its own. */
final class MassBetweenWalls {

  static final double HOLD_S = 0.1;
  static final long HOLD_NS = 100_000_000L;
  static final double[] NONE = {};

  final Robot robot = robot("double-integrator");
  Certificate certificate = Certificate.of(new DoubleIntegratorValue(1, 1, 0.2));
  CandidateRanking ranking = CandidateRanking.asProposed();
  FilterSettings filter =
      FilterSettings.of(HOLD_S, 0.05, SafetyMargins.NONE).withDecayRate(1 / HOLD_S);
  // Tests hand in states that no mass could move to; those of the monitor switch it on.
  LadderSettings ladder = LadderSettings.of(HOLD_S).with(MismatchRule.WARN);
  boolean isUncertified;
  long nowNs = 1_000_000_000_000L;
  private @Nullable SafetyStage stage;

  static Robot robot(String kind) {
    try {
      return RobotCatalog.create(kind, Map.of());
    } catch (RobotRefusal e) {
      throw new AssertionError(e);
    }
  }

  SafetyStage stage() {
    SafetyStage made = stage;
    if (made == null) {
      made =
          isUncertified
              ? SafetyStage.uncertified(robot, ranking, 4, 0.05, ladder)
              : SafetyStage.certified(
                  robot, CertifiedView.whole(robot), certificate, ranking, filter, ladder);
      stage = made;
    }
    return made;
  }

  /** One cycle with a fresh state. */
  SafeCommand decide(double x, double v, double... candidates) {
    nowNs += HOLD_NS;
    return stage().decide(nowNs, new double[] {x, v}, 0, candidates, candidates.length);
  }

  /** One cycle without a state. */
  SafeCommand hold(Verdict reason) {
    nowNs += HOLD_NS;
    return stage().hold(nowNs, reason);
  }

  SafeCommand stop() {
    nowNs += HOLD_NS;
    return stage().stop(nowNs);
  }

  /** A value that likes to be slow and has a stored action. */
  static Certificate slow(BackupActions backup) {
    ValueField field =
        new ValueField() {
          @Override
          public int dimensions() {
            return 2;
          }

          @Override
          public double value(double[] x) {
            return 0.05 - Math.abs(x[1]);
          }

          @Override
          public double valueAndGradient(double[] x, double[] gradient) {
            gradient[0] = 0;
            gradient[1] = -Math.signum(x[1]);
            return value(x);
          }
        };
    return new Certificate(field, field, backup);
  }

  /** Knows nothing beyond a position. */
  static Certificate narrow(double upTo) {
    ValueField exact = new DoubleIntegratorValue(1, 1, 0.2);
    ValueField field =
        new ValueField() {
          @Override
          public int dimensions() {
            return 2;
          }

          @Override
          public double value(double[] x) {
            return x[0] <= upTo ? exact.value(x) : OUTSIDE;
          }

          @Override
          public double valueAndGradient(double[] x, double[] gradient) {
            return x[0] <= upTo ? exact.valueAndGradient(x, gradient) : OUTSIDE;
          }
        };
    return Certificate.of(field);
  }
}
