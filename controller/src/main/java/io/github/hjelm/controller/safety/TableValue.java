package io.github.hjelm.controller.safety;

import io.github.hjelm.controller.reach.TableOutcome;
import io.github.hjelm.controller.reach.TablePoint;
import io.github.hjelm.controller.reach.ValueTable;
import io.github.hjelm.sensors.HotPath;
import java.util.Arrays;

/** A table as a value. Not thread-safe: one instance per thread. */
public final class TableValue implements ValueField {

  private final TablePoint point;
  private final int dimensions;
  private final ClearanceField beyond;
  private final double cap;

  /** A table that knows nothing off its grid. */
  public TableValue(ValueTable table) {
    this(table, x -> OUTSIDE, Double.POSITIVE_INFINITY);
  }

  /**
   * A table of a game that goes on beyond its grid.
   *
   * @param beyond what a state off the grid is worth
   * @param cap at most this
   */
  public TableValue(ValueTable table, ClearanceField beyond, double cap) {
    point = table.newPoint();
    dimensions = table.grid().dimensions();
    this.beyond = beyond;
    this.cap = cap;
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  @HotPath
  public double value(double[] x) {
    TableOutcome outcome = point.lookValue(x);
    return outcome == TableOutcome.INSIDE ? point.value() : off(outcome, x);
  }

  private double off(TableOutcome outcome, double[] x) {
    double value = outcome == TableOutcome.OUTSIDE ? beyond.value(x) : OUTSIDE;
    // Written so that NaN is OUTSIDE.
    return value >= -Double.MAX_VALUE ? Math.min(cap, value) : OUTSIDE;
  }

  @Override
  @HotPath
  public double valueAndGradient(double[] x, double[] gradient) {
    TableOutcome outcome = point.look(x);
    if (outcome != TableOutcome.INSIDE) {
      Arrays.fill(gradient, 0);
      return off(outcome, x);
    }
    point.gradient(gradient);
    return point.value();
  }
}
