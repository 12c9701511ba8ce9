package io.github.hjelm.controller.reach;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;

/**
 * The Hamiltonian of a control-affine robot with box bounds, H(x, p) = opt_u opt_d p·(f + Gu + Dd),
 * and the controls and disturbances at which the optima lie.
 *
 * <p>Both optima separate into one per component, each at an end of its interval: which one, the
 * sign of the coefficient (Gᵀp)ⱼ says. Where an end makes next to no difference the component is
 * tied, and no sign is read from rounding. NaN in x or p makes H NaN and every component tied.
 *
 * <p>Belongs to one thread and allocates nothing after construction.
 */
public final class Hamiltonian {

  /**
   * The standard limit of a tie, in units of value per second: choosing between the two ends moves
   * V by less than what a float32 table of values near 1 resolves (6e-8 over a spacing of 0.06).
   */
  public static final double NEGLIGIBLE_RATE = 1e-6;

  /** What a player wants of V. */
  public enum Aim {
    MAXIMISE,
    MINIMISE
  }

  private final Robot robot;
  private final int dimensions;
  private final double negligibleRate;
  private final double[] drift;
  private final Player control;
  private final Player disturbance;
  private double driftRate;

  /** Control and disturbance with the aims of the problem, and {@link #NEGLIGIBLE_RATE}. */
  public Hamiltonian(Robot robot, Aim control, Aim disturbance) {
    this(robot, control, disturbance, NEGLIGIBLE_RATE);
  }

  /**
   * The same with another limit of a tie.
   *
   * @param negligibleRate in units of value per second, 0 or more
   */
  public Hamiltonian(Robot robot, Aim control, Aim disturbance, double negligibleRate) {
    // Written so that NaN is refused.
    if (!(negligibleRate >= 0)) {
      throw new IllegalArgumentException("a rate of " + negligibleRate + " is no limit for ties");
    }
    this.robot = robot;
    this.dimensions = robot.states().size();
    this.negligibleRate = negligibleRate;
    this.drift = new double[dimensions];
    this.control = new Player(robot.controls(), control);
    this.disturbance = new Player(robot.disturbances(), disturbance);
  }

  /** Staying out: the control maximises V, which is positive where it is safe. */
  public static Hamiltonian avoid(Robot robot) {
    return new Hamiltonian(robot, Aim.MAXIMISE, Aim.MINIMISE);
  }

  /** Getting there: the control minimises V, which is negative where it can. */
  public static Hamiltonian reach(Robot robot) {
    return new Hamiltonian(robot, Aim.MINIMISE, Aim.MAXIMISE);
  }

  /** H(x, p); everything else here then speaks of this x and p. */
  @HotPath
  public double evaluate(double[] x, double[] p) {
    robot.drift(x, drift);
    robot.controlMatrix(x, control.matrix);
    robot.disturbanceMatrix(x, disturbance.matrix);
    driftRate = 0;
    for (int i = 0; i < dimensions; i++) {
      driftRate += p[i] * drift[i];
    }
    return driftRate + control.play(p) + disturbance.play(p);
  }

  /**
   * p·(f + Gu) + opt_d p·Dd, how V changes under a given control: what candidates are ranked by.
   */
  @HotPath
  public double rateUnder(double[] u) {
    double rate = driftRate + disturbance.rate;
    for (int j = 0; j < u.length; j++) {
      rate += control.coefficients[j] * u[j];
    }
    return rate;
  }

  /** (Gᵀp)ⱼ, how V's rate changes with a control. */
  @HotPath
  public double controlCoefficient(int j) {
    return control.coefficients[j];
  }

  /** (Dᵀp)ⱼ, how V's rate changes with a disturbance. */
  @HotPath
  public double disturbanceCoefficient(int j) {
    return disturbance.coefficients[j];
  }

  /** p·f, what V's rate is with neither. */
  @HotPath
  public double driftRate() {
    return driftRate;
  }

  /** Whether this control makes next to no difference here, so that no end is better. */
  @HotPath
  public boolean isControlTied(int j) {
    return control.tied[j];
  }

  /** The same for a disturbance. */
  @HotPath
  public boolean isDisturbanceTied(int j) {
    return disturbance.tied[j];
  }

  /**
   * Writes the best control; a tied component is copied from {@code ifTied}, such as a stored
   * backup action.
   *
   * @return how many components are tied
   */
  @HotPath
  public int extremeControl(double[] ifTied, double[] u) {
    return control.extreme(ifTied, u);
  }

  /** Writes the disturbance that its player wants; a tied component is copied from ifTied. */
  @HotPath
  public int extremeDisturbance(double[] ifTied, double[] d) {
    return disturbance.extreme(ifTied, d);
  }

  /** One side of the game: a box, an aim, and what the last evaluation found. */
  private final class Player {
    private final boolean maximises;
    private final double[] lower;
    private final double[] upper;
    private final double[] matrix;
    private final double[] coefficients;
    private final boolean[] tied;
    private final double[] best;
    private double rate;

    Player(List<Quantity> box, Aim aim) {
      int size = box.size();
      maximises = aim == Aim.MAXIMISE;
      lower = box.stream().mapToDouble(Quantity::lower).toArray();
      upper = box.stream().mapToDouble(Quantity::upper).toArray();
      matrix = new double[dimensions * size];
      coefficients = new double[size];
      tied = new boolean[size];
      best = new double[size];
    }

    double play(double[] p) {
      rate = 0;
      for (int j = 0; j < best.length; j++) {
        double c = 0;
        for (int i = 0; i < dimensions; i++) {
          c += matrix[i * best.length + j] * p[i];
        }
        coefficients[j] = c;
        double width = upper[j] - lower[j];
        // Written so that NaN is a tie. A box without width leaves nothing to choose.
        tied[j] = !(Math.abs(c) * width > negligibleRate) && width != 0;
        best[j] = (c > 0) == maximises ? upper[j] : lower[j];
        rate += c * best[j];
      }
      return rate;
    }

    int extreme(double[] ifTied, double[] u) {
      int ties = 0;
      for (int j = 0; j < best.length; j++) {
        u[j] = tied[j] ? ifTied[j] : best[j];
        ties += tied[j] ? 1 : 0;
      }
      return ties;
    }
  }
}
