package io.github.hjelm.controller.reach;

/** Whether a table has anything to say about a state. */
public enum TableOutcome {
  /** On the grid, its edges included: the table has a value here. */
  INSIDE,
  /** Beyond an edge of an axis that does not wrap, or infinite: the table knows nothing here. */
  OUTSIDE,
  /** Some coordinate is not a number. */
  NOT_A_NUMBER
}
