package io.github.hjelm.export.hjb.decomposition;

import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.sensors.robot.Robot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A robot in parts that were found to be self-contained, and what their values say of V. */
public final class Decomposition {

  private final Robot robot;
  private final List<GridAxis> axes;
  private final List<Subsystem> parts;
  private final Combination combination;
  private final List<Set<Integer>> foreign = new ArrayList<>();
  private boolean exact;

  /**
   * Takes a robot apart.
   *
   * @param axes one per state of the robot
   * @throws SolveRefusal when a part is not self-contained, or two parts that both must not fail
   *     would steer the same control
   */
  public Decomposition(
      Robot robot, List<GridAxis> axes, Combination combination, List<Subsystem> parts)
      throws SolveRefusal {
    if (axes.size() != robot.states().size()) {
      throw new IllegalArgumentException("a decomposition needs one axis per state");
    }
    this.robot = robot;
    this.axes = List.copyOf(axes);
    this.combination = combination;
    this.parts = List.copyOf(parts);
    Dependencies dependencies = new Dependencies(robot, axes);
    exact = combination == Combination.MIN || parts.size() == 1;
    Set<Integer> taken = new TreeSet<>();
    for (Subsystem part : parts) {
      dependencies.requireSelfContained(part);
      Set<Integer> others = dependencies.acting(part);
      for (int control : part.controls()) {
        requireOneOwner(part, control, taken);
        others.remove(control);
      }
      foreign.add(others);
      exact &= others.isEmpty();
    }
  }

  /** Two parts that steer one control at once would each count on its own choice (theory 04.4). */
  private void requireOneOwner(Subsystem part, int control, Set<Integer> taken)
      throws SolveRefusal {
    if (!taken.add(control) && combination == Combination.MIN) {
      throw new SolveRefusal(
          "subsystem %s steers %s, as another does: where any part alone can fail, one must leave it"
              .formatted(part.name(), robot.controls().get(control).name()));
    }
  }

  public List<Subsystem> parts() {
    return parts;
  }

  /** The robot's axes. */
  public List<GridAxis> axes() {
    return axes;
  }

  public Combination combination() {
    return combination;
  }

  /** The axes of one part. */
  public List<GridAxis> axes(int part) {
    return parts.get(part).states().stream().map(axes::get).toList();
  }

  /** One part as a robot of its own. */
  public Robot robot(int part) {
    return new SubsystemRobot(robot, axes, parts.get(part), List.copyOf(foreign.get(part)));
  }

  /** Whether the combined values are V itself, but for what the grids add (theory 04.3). */
  public boolean exact() {
    return exact;
  }

  /** The same in words. */
  public String statement() {
    if (exact) {
      return "exact: no control acts on two parts, so each is steered by itself";
    }
    return combination == Combination.MIN
        ? "conservative: a control that acts on two parts is an adversary in all but one"
        : "conservative: one part is kept from failing for good, which is more than is asked";
  }
}
