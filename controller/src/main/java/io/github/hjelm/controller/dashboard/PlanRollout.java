package io.github.hjelm.controller.dashboard;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Rk4;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;

/** Where plans would lead: the undisturbed model driven by each, as points of the scene. */
final class PlanRollout {

  private final Scene scene;
  private final Rk4 rk4;
  private final double periodS;
  private final List<Quantity> controls;
  private final double[] undisturbed;
  private final double[] x;
  private final double[] u;
  private final double[] point = new double[2];

  PlanRollout(Robot robot, Scene scene, double periodS) {
    this.scene = scene;
    this.periodS = periodS;
    rk4 = new Rk4(robot);
    controls = robot.controls();
    undisturbed = new double[robot.disturbances().size()];
    x = new double[robot.states().size()];
    u = new double[controls.size()];
  }

  /**
   * Writes the tip's x and y after each period of one plan, in grains, each counted from the point
   * before; the first from the tip as it is now.
   *
   * @param from where the plan begins in {@code actions}
   * @return how many numbers; fewer than the plan has where the model leaves the numbers
   */
  int steps(double[] state, float[] actions, int from, int horizon, int[] steps) {
    System.arraycopy(state, 0, x, 0, x.length);
    if (!scene.tip(x, point)) {
      return 0;
    }
    double grain = scene.grain();
    // Rounded as the page has it, so that what is rounded off does not add up.
    long beforeX = Math.round(point[0] / grain);
    long beforeY = Math.round(point[1] / grain);
    int written = 0;
    for (int period = 0; period < horizon; period++) {
      for (int i = 0; i < u.length; i++) {
        u[i] = controls.get(i).clamp(actions[from + period * u.length + i]);
      }
      rk4.step(x, u, undisturbed, periodS, x);
      scene.tip(x, point);
      if (!Double.isFinite(point[0] + point[1])) {
        return written;
      }
      long nextX = Math.round(point[0] / grain);
      long nextY = Math.round(point[1] / grain);
      steps[written++] = (int) (nextX - beforeX);
      steps[written++] = (int) (nextY - beforeY);
      beforeX = nextX;
      beforeY = nextY;
    }
    return written;
  }
}
