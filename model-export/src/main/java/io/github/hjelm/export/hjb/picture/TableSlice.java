package io.github.hjelm.export.hjb.picture;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * A table cut down to its one or two axes that are not held fixed.
 *
 * <p>A periodic axis is closed: it has one node more, which is the first again.
 */
public final class TableSlice {

  private final Grid grid;
  private final IntToDoubleFunction values;
  private final int origin;
  private final List<Integer> free;
  private final List<String> held;

  private TableSlice(
      Grid grid, IntToDoubleFunction values, int origin, List<Integer> free, List<String> held) {
    this.grid = grid;
    this.values = values;
    this.origin = origin;
    this.free = free;
    this.held = held;
  }

  /**
   * Cuts at the nodes nearest to the given places. The first two axes without a place stay; all
   * others without one are cut at their middle node.
   *
   * @param values by node
   * @param places by the name of an axis
   */
  public static TableSlice of(Grid grid, IntToDoubleFunction values, Map<String, Double> places) {
    List<String> names = grid.axes().stream().map(GridAxis::name).toList();
    for (String name : places.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "the table has no axis '" + name + "'; it has " + String.join(", ", names));
      }
    }
    int origin = 0;
    List<Integer> free = new ArrayList<>();
    List<String> held = new ArrayList<>();
    for (int axis = 0; axis < grid.dimensions(); axis++) {
      GridAxis cut = grid.axis(axis);
      Double place = places.get(cut.name());
      if (place == null && free.size() < 2) {
        free.add(axis);
        continue;
      }
      int index = place == null ? (cut.count() - 1) / 2 : nearest(cut, place);
      origin += index * grid.stride(axis);
      held.add((cut.name() + " = " + rounded(cut.coordinate(index)) + " " + cut.unit()).strip());
    }
    if (free.isEmpty()) {
      throw new IllegalArgumentException("every axis is held fixed; leave one or two free");
    }
    return new TableSlice(grid, values, origin, free, held);
  }

  private static String rounded(double place) {
    return new BigDecimal(place).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  private static int nearest(GridAxis axis, double place) {
    // Written so that NaN is refused.
    if (!(place >= axis.lower() && place <= axis.upper())) {
      throw new IllegalArgumentException(
          "%s = %s is outside the table's axis, [%s, %s] %s"
              .formatted(axis.name(), place, axis.lower(), axis.upper(), axis.unit())
              .strip());
    }
    long index = Math.round((place - axis.lower()) / axis.spacing());
    return axis.periodic() ? (int) (index % axis.count()) : (int) index;
  }

  /** One or two. */
  int dimensions() {
    return free.size();
  }

  GridAxis axis(int index) {
    return grid.axis(free.get(index));
  }

  /** Nodes along an axis of the slice, the closing one included. */
  int count(int index) {
    GridAxis axis = axis(index);
    return axis.periodic() ? axis.count() + 1 : axis.count();
  }

  double value(int first) {
    return values.applyAsDouble(origin + offset(0, first));
  }

  double value(int first, int second) {
    return values.applyAsDouble(origin + offset(0, first) + offset(1, second));
  }

  private int offset(int index, int node) {
    return node % axis(index).count() * grid.stride(free.get(index));
  }

  /** Where the other axes are cut: {@code "psi = 3.142 rad, …"}; empty when there is none. */
  public String held() {
    return String.join(", ", held);
  }
}
