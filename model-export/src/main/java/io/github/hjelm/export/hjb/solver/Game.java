package io.github.hjelm.export.hjb.solver;

/** Who wants what (theory 01.1). */
public enum Game {
  /** The control keeps V up, the disturbance pulls it down: V > 0 is safe. */
  AVOID(1),
  /** The control pulls V down, the disturbance keeps it up: V ≤ 0 can reach. */
  REACH(-1);

  private final int controlSign;

  Game(int controlSign) {
    this.controlSign = controlSign;
  }

  /** +1 where the control maximises, -1 where it minimises; the disturbance does the opposite. */
  int controlSign() {
    return controlSign;
  }
}
