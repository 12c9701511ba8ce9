package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import org.jspecify.annotations.Nullable;

/**
 * What may be sent to a robot, and the only thing a publisher takes. Only this package makes or
 * changes one. A stage has one and writes it anew each cycle: it is valid until the stage's next
 * call, on the stage's thread. Its controls are finite and lie in the control box, always.
 */
public final class SafeCommand {

  private final Quantity[] box;
  private final double[] controls;
  private Verdict verdict = Verdict.HELD_CYCLE_FAULT;
  private Assurance assurance = Assurance.UNVOUCHED;
  private @Nullable Rung rung;
  private @Nullable StopCause stopCause;
  private double valueAtState = ValueField.OUTSIDE;
  private double level;
  private long corrected;
  private int place = RankedCandidates.NONE;
  private long refused;

  SafeCommand(Robot robot) {
    box = robot.controls().toArray(Quantity[]::new);
    controls = new double[box.length];
    for (int j = 0; j < box.length; j++) {
      controls[j] = box[j].clamp(0);
    }
  }

  /** Takes the controls; one that is not a number becomes the one nearest to zero. */
  @HotPath
  void set(double[] u, Verdict why, Assurance behind, @Nullable Rung on) {
    for (int j = 0; j < box.length; j++) {
      double boxed = box[j].clamp(Double.isNaN(u[j]) ? 0 : u[j]);
      corrected += boxed == u[j] ? 0 : 1;
      controls[j] = boxed;
    }
    verdict = why;
    assurance = behind;
    rung = on;
    place = RankedCandidates.NONE;
    refused = 0;
  }

  /** Takes what became of the candidates. */
  @HotPath
  void chose(int candidate, long refusedOnes) {
    place = candidate;
    refused = refusedOnes;
  }

  /** Takes what else is known. */
  @HotPath
  void tell(@Nullable StopCause cause, double value, double certifiedFrom) {
    stopCause = cause;
    valueAtState = value;
    level = certifiedFrom;
  }

  /** How many controls. */
  public int size() {
    return controls.length;
  }

  /** One control, in SI units. */
  @HotPath
  public double control(int index) {
    return controls[index];
  }

  /** Writes all controls. */
  @HotPath
  public void copyTo(double[] u) {
    System.arraycopy(controls, 0, u, 0, controls.length);
  }

  /** Why it is what it is. */
  public Verdict verdict() {
    return verdict;
  }

  /** The rung of the ladder it was found on; null when the filter was not asked for it. */
  public @Nullable Rung rung() {
    return rung;
  }

  /** What stands behind it. */
  public Assurance assurance() {
    return assurance;
  }

  /** Whether a look-ahead from the observed state vouches for it. */
  public boolean certified() {
    return assurance == Assurance.VOUCHED;
  }

  /**
   * Which of the offered candidates it is, as proposed or brought into the box, in the order in
   * which they were offered; -1 when it is none of them.
   */
  public int place() {
    return place;
  }

  /**
   * The offered candidates that a look-ahead refused in this cycle, one bit each, the first the
   * lowest. Those that no look-ahead was asked for are not marked, nor are any after the 64th.
   */
  public long refused() {
    return refused;
  }

  /** Why the robot is stopped; null while it is not. */
  public @Nullable StopCause stopCause() {
    return stopCause;
  }

  /**
   * What the certificate says of the state in which it begins to act; {@link ValueField#OUTSIDE}
   * where it says nothing.
   */
  public double valueAtState() {
    return valueAtState;
  }

  /** What is left of that above the level from which on states are certified: the reserve. */
  public double reserve() {
    return valueAtState - level;
  }

  /** Controls that had to be brought into the box since the start: a fault of model or table. */
  public long corrected() {
    return corrected;
  }
}
