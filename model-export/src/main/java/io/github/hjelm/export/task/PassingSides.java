package io.github.hjelm.export.task;

import io.github.hjelm.sensors.sim.map.Extent;
import io.github.hjelm.sensors.sim.map.FreeSpace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The obstacles of a map that stand free of its walls, each with a left and a right side for
 * whoever goes from start to goal. Bit k of a class of ways is set where obstacle k is passed on
 * the right.
 */
final class PassingSides {

  /** Twice as many classes of ways for each; more than these nobody tells apart. */
  private static final int MOST = 4;

  private record Centre(double xM, double yM) {}

  private final double forwardX;
  private final double forwardY;
  private final double thicknessM;
  private final List<Centre> centres;

  PassingSides(FreeSpace map, double radiusM, double[] start, double[] goal) {
    double length = Math.hypot(goal[0] - start[0], goal[1] - start[1]);
    forwardX = (goal[0] - start[0]) / length;
    forwardY = (goal[1] - start[1]) / length;
    double spacing = EikonalField.spacingM(map.extent());
    thicknessM = 0.75 * spacing;
    centres =
        centres(map, radiusM, spacing).stream()
            .filter(
                centre ->
                    along(start[0], start[1], centre) < 0 && along(goal[0], goal[1], centre) > 0)
            .sorted(Comparator.comparingDouble(c -> Math.abs(aside(start[0], start[1], c))))
            .limit(MOST)
            .sorted(Comparator.comparingDouble(c -> -along(start[0], start[1], c)))
            .toList();
  }

  private static List<Centre> centres(FreeSpace map, double radiusM, double spacing) {
    Extent extent = map.extent();
    int columns = (int) Math.ceil(extent.widthM() / spacing) + 1;
    int rows = (int) Math.ceil(extent.heightM() / spacing) + 1;
    boolean[] solid = new boolean[columns * rows];
    for (int node = 0; node < solid.length; node++) {
      int row = node / columns;
      double x = extent.lowerXM() + node % columns * spacing;
      double y = extent.lowerYM() + row * spacing;
      solid[node] = !(map.signedDistance(x, y) > radiusM);
    }
    List<Centre> centres = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    for (int first = 0; first < solid.length; first++) {
      if (!solid[first]) {
        continue;
      }
      double sumX = 0;
      double sumY = 0;
      int count = 0;
      boolean atEdge = false;
      solid[first] = false;
      open.add(first);
      while (!open.isEmpty()) {
        int node = open.remove();
        int column = node % columns;
        int row = node / columns;
        count++;
        sumX += extent.lowerXM() + column * spacing;
        sumY += extent.lowerYM() + row * spacing;
        atEdge |= column == 0 || row == 0 || column == columns - 1 || row == rows - 1;
        for (int next : new int[] {node - 1, node + 1, node - columns, node + columns}) {
          boolean isNeighbour = next >= 0 && next < solid.length;
          isNeighbour &= Math.abs(next % columns - column) <= 1;
          if (isNeighbour && solid[next]) {
            solid[next] = false;
            open.add(next);
          }
        }
      }
      if (!atEdge) {
        centres.add(new Centre(sumX / count, sumY / count));
      }
    }
    return centres;
  }

  private double along(double x, double y, Centre centre) {
    return forwardX * (x - centre.xM) + forwardY * (y - centre.yM);
  }

  /** Positive on the left. */
  private double aside(double x, double y, Centre centre) {
    return forwardX * (y - centre.yM) - forwardY * (x - centre.xM);
  }

  int obstacles() {
    return centres.size();
  }

  int classes() {
    return 1 << centres.size();
  }

  /** Whether a way of that class must not lead over a point: beside an obstacle, the other side. */
  boolean isClosed(int ways, double x, double y) {
    for (int k = 0; k < centres.size(); k++) {
      double side = aside(x, y, centres.get(k));
      boolean isOtherSide = (ways >> k & 1) == 0 ? side <= 0 : side >= 0;
      if (isOtherSide && Math.abs(along(x, y, centres.get(k))) <= thicknessM) {
        return true;
      }
    }
    return false;
  }

  /** The class after one more stretch of way. */
  int passed(int ways, double[] before, double[] after) {
    int now = ways;
    for (int k = 0; k < centres.size(); k++) {
      Centre centre = centres.get(k);
      if (along(before[0], before[1], centre) < 0 && along(after[0], after[1], centre) >= 0) {
        boolean isRight = aside(after[0], after[1], centre) < 0;
        now = isRight ? now | 1 << k : now & ~(1 << k);
      }
    }
    return now;
  }

  /** Such as {@code left-right}. */
  String name(int ways) {
    if (centres.isEmpty()) {
      return "straight";
    }
    StringBuilder name = new StringBuilder();
    for (int k = 0; k < centres.size(); k++) {
      name.append(k == 0 ? "" : "-").append((ways >> k & 1) == 0 ? "left" : "right");
    }
    return name.toString();
  }
}
