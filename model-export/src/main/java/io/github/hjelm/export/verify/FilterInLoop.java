package io.github.hjelm.export.verify;

import io.github.hjelm.controller.safety.SampledDataFilter;

/** The run-time filter itself, asked with one candidate. */
public final class FilterInLoop implements HeldController {

  private final SampledDataFilter filter;
  private final double ageS;
  private final double[] previous;

  /** Takes a filter that nobody else steps, and asks it with fresh states. */
  public FilterInLoop(SampledDataFilter filter, int controls) {
    this(filter, 0, controls);
  }

  /**
   * Takes a filter that nobody else steps.
   *
   * @param ageS how old its estimates are when its controls begin to act
   * @param controls how many controls it has
   */
  public FilterInLoop(SampledDataFilter filter, double ageS, int controls) {
    this.filter = filter;
    this.ageS = ageS;
    previous = new double[controls];
  }

  @Override
  public void begin(double[] acting) {
    System.arraycopy(acting, 0, previous, 0, previous.length);
  }

  @Override
  public void control(double[] x, double[] wish, double[] u) {
    filter.filter(x, ageS, previous, wish, 1, u);
    System.arraycopy(u, 0, previous, 0, u.length);
  }
}
