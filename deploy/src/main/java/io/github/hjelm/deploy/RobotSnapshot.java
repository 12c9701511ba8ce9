package io.github.hjelm.deploy;

import static java.util.Locale.ROOT;

import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.sim.CommandCounts;
import io.github.hjelm.sensors.sim.GuardState;
import io.github.hjelm.sensors.sim.RobotNode;
import io.github.hjelm.sensors.sim.SimulatedRobot;
import java.util.List;

/**
 * A simulated robot at one moment, for people.
 *
 * @param values the true state and the motors, with names and units
 * @param trouble why there is no connection, or empty
 */
record RobotSnapshot(
    double timeS,
    GuardState guard,
    String values,
    long frames,
    CommandCounts commands,
    long collisions,
    String trouble) {

  /** Taken on the robot's thread. */
  static RobotSnapshot of(SimulatedRobot sim, RobotNode node, LinkStatus link) {
    List<Quantity> states = sim.robot().states();
    List<Quantity> controls = sim.robot().controls();
    double[] x = new double[states.size()];
    double[] u = new double[controls.size()];
    sim.copyState(x);
    node.copyMotors(u);
    StringBuilder values = new StringBuilder();
    append(values, states, x);
    values.append(" |");
    append(values, controls, u);
    return new RobotSnapshot(
        sim.timeS(),
        node.state(),
        values.toString(),
        node.framesSent(),
        node.commands(),
        sim.collisions(),
        link.connected() ? "" : link.lastError());
  }

  private static void append(StringBuilder text, List<Quantity> quantities, double[] values) {
    for (int i = 0; i < values.length; i++) {
      // + 0.0, because a brake at rest commands -0.
      text.append(String.format(ROOT, " %s %.2f", quantities.get(i).name(), values[i] + 0.0));
    }
  }

  String line() {
    if (!trouble.isEmpty()) {
      return String.format(ROOT, "%6.1f s  %-8s %s", timeS, guard, trouble);
    }
    return String.format(
        ROOT,
        "%6.1f s  %-8s%s  frames %d  applied %d  refused %d  collisions %d",
        timeS,
        guard,
        values,
        frames,
        commands.applied(),
        commands.refused(),
        collisions);
  }
}
