package io.github.hjelm.export.task;

/**
 * Which ways successful attempts took from one and the same start, by pairs of them: an estimate
 * without bias, however few attempts there are from each start.
 *
 * @param pairs of attempts from one start that both succeeded
 * @param different pairs of which each took another way
 */
public record WaysTaken(long pairs, long different) {

  /**
   * The chance that two attempts from one start take different ways, over what it would be if all
   * modes were taken alike: 0 for whoever always does the same, 1 where chance alone decides. NaN
   * where nothing is known.
   */
  public double coverage(int modes) {
    return modes == 1 ? 1 : (double) different / pairs / (1 - 1.0 / modes);
  }
}
