package io.github.hjelm.export.task;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * Something a robot is to do: what its policy sees, what it answers, when it succeeded, what it
 * costs, and what must never happen.
 *
 * <p>Tasks hold no state of an attempt and may be used by any number of threads; what belongs to
 * one attempt lives in its {@link Referee} and its {@link Demonstrator.Pilot}.
 */
public interface Task {

  /** The share of recoveries that suits most tasks. */
  double USUAL_RECOVERIES = 0.4;

  /** The name on the command line. */
  String name();

  /** What is driven: its states are x, its controls u. */
  Robot robot();

  /**
   * What the robot's kind is told to become it, so that others can make the same: pushed as hard as
   * the certificate covers, which the task's own robot need not be.
   */
  default Map<String, Double> robotParameters() {
    return Map.of();
  }

  /** What the policy sees, with units; finite bounds are where it usually lies. */
  List<Quantity> observation();

  /** Writes what the policy sees in state x. */
  void observe(double[] x, double[] observation);

  /** How much the policy answers, and for how long. */
  ChunkShape chunk();

  /** An attempt that has not succeeded after so many control periods has failed. */
  int maxPeriods();

  /** Draws the state from which an attempt starts. */
  void start(RandomGenerator random, double[] x);

  /** A referee for one attempt. */
  Referee referee();

  /** The names of the ways to succeed that are equally good; one name where there is one way. */
  List<String> modes();

  /** κ(x, u), per second. */
  double cost(double[] x, double[] u);

  /** The least ∫κ dt from a start until the attempt ends, where it is known. */
  default OptionalDouble optimalCost(double[] start) {
    return OptionalDouble.empty();
  }

  /** l(x): below 0 where something has happened that must not. */
  double clearance(double[] x);

  /**
   * Who shows how it is done.
   *
   * @throws TaskRefusal when there is no demonstrator for these settings, in one sentence
   */
  Demonstrator demonstrator() throws TaskRefusal, InterruptedException;

  /**
   * The share of demonstrations that begin where a robot was pushed off its way, below 1: more
   * where a good demonstrator hardly ever leaves it and who leaves it is soon lost.
   */
  default double recoveries() {
    return USUAL_RECOVERIES;
  }

  /** The table that vouches for the task's safe set. */
  TableRequest certificate();

  /** The table that ranks candidates, where a grid reaches. */
  Optional<TableRequest> value();
}
