package io.github.hjelm.export.verify;

import io.github.hjelm.controller.safety.SampledDataFilter;

/** The run-time filter itself, asked with a fresh state and one candidate. */
public final class FilterInLoop implements HeldController {

  private final SampledDataFilter filter;
  private final double[] previous;

  /**
   * Takes a filter that nobody else steps.
   *
   * @param controls how many controls it has
   */
  public FilterInLoop(SampledDataFilter filter, int controls) {
    this.filter = filter;
    previous = new double[controls];
  }

  @Override
  public void control(double[] x, double[] wish, double[] u) {
    filter.filter(x, 0, previous, wish, 1, u);
    System.arraycopy(u, 0, previous, 0, u.length);
  }
}
