package io.github.hjelm.export.hjb.decomposition;

import io.github.hjelm.export.hjb.solver.NodeFunction;
import java.util.List;

/**
 * A part of a robot whose rates need no state outside it (theory 04.1).
 *
 * @param name of its table: letters, digits and dashes
 * @param states indices of the robot's states, in order; parts may share states
 * @param controls indices of the controls that it may steer; any other control that acts on it is
 *     an adversary
 * @param clearance l of this part, of its own states only
 */
public record Subsystem(
    String name, List<Integer> states, List<Integer> controls, NodeFunction clearance) {

  public Subsystem {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("'" + name + "' cannot be the name of a table");
    }
    if (states.isEmpty()) {
      throw new IllegalArgumentException("subsystem " + name + " needs a state");
    }
    states = List.copyOf(states);
    controls = List.copyOf(controls);
  }
}
