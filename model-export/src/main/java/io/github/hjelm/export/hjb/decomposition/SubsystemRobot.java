package io.github.hjelm.export.hjb.decomposition;

import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.ArrayList;
import java.util.List;

/**
 * Some of a robot's states as a robot of their own. The states outside, which change nothing here,
 * stay in the middle of their axes; controls of other parts join the disturbances.
 */
final class SubsystemRobot implements Robot {

  private final Robot robot;
  private final Subsystem part;
  private final List<Integer> foreign;
  private final double[] middle;
  private final List<Quantity> states;
  private final List<Quantity> controls;
  private final List<Quantity> disturbances;
  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

  /** The whole robot's vectors and matrices, one set per thread. */
  private final class Scratch {
    private final int n = robot.states().size();
    private final double[] x = middle.clone();
    private final double[] u = new double[robot.controls().size()];
    private final double[] f = new double[n];
    private final double[] g = new double[n * u.length];
    private final double[] d = new double[n * robot.disturbances().size()];
    private final double[] jacobian = new double[n * n];

    double[] state(double[] own) {
      for (int i = 0; i < part.states().size(); i++) {
        x[part.states().get(i)] = own[i];
      }
      return x;
    }
  }

  SubsystemRobot(Robot robot, List<GridAxis> axes, Subsystem part, List<Integer> foreign) {
    this.robot = robot;
    this.part = part;
    this.foreign = foreign;
    middle = axes.stream().mapToDouble(axis -> 0.5 * (axis.lower() + axis.upper())).toArray();
    states = part.states().stream().map(robot.states()::get).toList();
    controls = part.controls().stream().map(robot.controls()::get).toList();
    List<Quantity> all = new ArrayList<>(robot.disturbances());
    foreign.forEach(control -> all.add(robot.controls().get(control)));
    disturbances = List.copyOf(all);
  }

  @Override
  public String name() {
    return robot.name() + "/" + part.name();
  }

  @Override
  public List<Quantity> states() {
    return states;
  }

  @Override
  public List<Quantity> controls() {
    return controls;
  }

  @Override
  public List<Quantity> disturbances() {
    return disturbances;
  }

  @Override
  public void drift(double[] x, double[] f) {
    Scratch whole = scratch.get();
    robot.drift(whole.state(x), whole.f);
    for (int i = 0; i < states.size(); i++) {
      f[i] = whole.f[part.states().get(i)];
    }
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    Scratch whole = scratch.get();
    robot.controlMatrix(whole.state(x), whole.g);
    for (int i = 0; i < states.size(); i++) {
      for (int j = 0; j < controls.size(); j++) {
        g[i * controls.size() + j] = gain(whole, i, part.controls().get(j));
      }
    }
  }

  private double gain(Scratch whole, int state, int control) {
    return whole.g[part.states().get(state) * robot.controls().size() + control];
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    Scratch whole = scratch.get();
    robot.disturbanceMatrix(whole.state(x), whole.d);
    robot.controlMatrix(whole.x, whole.g);
    int own = robot.disturbances().size();
    int columns = disturbances.size();
    for (int i = 0; i < states.size(); i++) {
      System.arraycopy(whole.d, part.states().get(i) * own, d, i * columns, own);
      for (int k = own; k < columns; k++) {
        d[i * columns + k] = gain(whole, i, foreign.get(k - own));
      }
    }
  }

  @Override
  public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
    Scratch whole = scratch.get();
    double[] all = controls(whole, u, d);
    robot.stateJacobian(whole.state(x), all, d, whole.jacobian);
    for (int i = 0; i < states.size(); i++) {
      for (int j = 0; j < states.size(); j++) {
        jacobian[i * states.size() + j] =
            whole.jacobian[part.states().get(i) * whole.n + part.states().get(j)];
      }
    }
  }

  /** The whole robot's controls: this part's, those of others, and for the rest whatever it was. */
  private double[] controls(Scratch whole, double[] u, double[] d) {
    for (int j = 0; j < controls.size(); j++) {
      whole.u[part.controls().get(j)] = u[j];
    }
    for (int k = 0; k < foreign.size(); k++) {
      whole.u[foreign.get(k)] = d[robot.disturbances().size() + k];
    }
    return whole.u;
  }

  @Override
  public void fallback(double[] x, double[] u) {
    Scratch whole = scratch.get();
    robot.fallback(whole.state(x), whole.u);
    for (int j = 0; j < controls.size(); j++) {
      u[j] = whole.u[part.controls().get(j)];
    }
  }

  @Override
  public void initialState(double[] x) {
    Scratch whole = scratch.get();
    robot.initialState(whole.f);
    for (int i = 0; i < states.size(); i++) {
      x[i] = whole.f[part.states().get(i)];
    }
  }
}
