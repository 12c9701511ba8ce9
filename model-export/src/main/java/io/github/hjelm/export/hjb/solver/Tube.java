package io.github.hjelm.export.hjb.solver;

/** Whether the past counts (theory 01.12). */
public enum Tube {
  /** Only where the state is at the horizon. */
  NONE,
  /** V_t + min(0, H) = 0: V never grows within a step. */
  FREEZE,
  /** V ≤ l after each stage: the variational inequality itself. */
  OBSTACLE
}
