package io.github.hjelm.sensors.robot;

import io.github.hjelm.sensors.robot.formula.Formula;
import io.github.hjelm.sensors.robot.formula.Formula.Variable;
import io.github.hjelm.sensors.robot.formula.Formula.Variable.Kind;
import java.util.List;

/** A robot whose rates are formulas; everything else follows from them by differentiation. */
final class KinematicRobot extends ModelledRobot {

  private static final double[] NONE = {};

  private final Formula[] drift;
  private final Formula[] controlMatrix;
  private final Formula[] disturbanceMatrix;
  private final Formula[] stateJacobian;
  private final List<Formula> fallback;
  private final double[] initial;

  /** The rates must be affine in controls and disturbances, the fallback must use states alone. */
  KinematicRobot(RobotOutline outline, List<Formula> rates, List<Formula> fallback) {
    super(outline.name(), outline.states(), outline.controls(), outline.disturbances());
    drift = rates.stream().map(Formula::withoutInputs).toArray(Formula[]::new);
    controlMatrix = slopes(rates, Kind.CONTROL, outline.controls().size());
    disturbanceMatrix = slopes(rates, Kind.DISTURBANCE, outline.disturbances().size());
    stateJacobian = slopes(rates, Kind.STATE, outline.states().size());
    this.fallback = List.copyOf(fallback);
    initial = outline.initialState();
  }

  private static Formula[] slopes(List<Formula> rates, Kind kind, int columns) {
    Formula[] slopes = new Formula[rates.size() * columns];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = rates.get(i / columns).slope(new Variable(kind, i % columns));
    }
    return slopes;
  }

  /** Whether a step costs more operations than this. */
  boolean costsMoreThan(long operations) {
    long size = 0;
    for (Formula[] formulas : List.of(drift, controlMatrix, disturbanceMatrix, stateJacobian)) {
      for (Formula formula : formulas) {
        size += formula.size();
        if (size > operations) {
          return true;
        }
      }
    }
    return false;
  }

  // f(x) = ẋ(x, 0, 0)
  @Override
  public void drift(double[] x, double[] f) {
    evaluate(drift, x, NONE, NONE, f);
  }

  // G = ∂ẋ/∂u
  @Override
  public void controlMatrix(double[] x, double[] g) {
    evaluate(controlMatrix, x, NONE, NONE, g);
  }

  // D = ∂ẋ/∂d
  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    evaluate(disturbanceMatrix, x, NONE, NONE, d);
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    evaluate(stateJacobian, x, u, d, jacobian);
  }

  private static void evaluate(
      Formula[] formulas, double[] x, double[] u, double[] d, double[] values) {
    for (int i = 0; i < formulas.length; i++) {
      values[i] = formulas[i].value(x, u, d);
    }
  }

  @Override
  public void fallback(double[] x, double[] u) {
    for (int j = 0; j < fallback.size(); j++) {
      u[j] = boxed(j, fallback.get(j).value(x, NONE, NONE), 0);
    }
  }

  @Override
  public void initialState(double[] x) {
    System.arraycopy(initial, 0, x, 0, initial.length);
  }
}
