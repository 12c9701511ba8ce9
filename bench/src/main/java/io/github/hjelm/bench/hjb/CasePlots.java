package io.github.hjelm.bench.hjb;

import io.github.hjelm.bench.report.Plot;
import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.picture.SlicePicture;
import io.github.hjelm.export.hjb.picture.TableSlice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The pictures of one solution: the table itself, and how it differs from the closed form. */
final class CasePlots {

  private CasePlots() {}

  static List<Plot> of(String section, HjbCase asked, Solution solution) {
    Map<Integer, Double> cut = asked.slice();
    if (cut == null) {
      return List.of();
    }
    Grid grid = solution.grid();
    Map<String, Double> places = new LinkedHashMap<>();
    cut.forEach((axis, place) -> places.put(grid.axis(axis).name(), place));
    TableSlice values = TableSlice.of(grid, solution.values()::get, places);
    if (asked.exact() == null) {
      return List.of(
          plot(section, asked.name(), SlicePicture.png(values, asked.name(), held("", values))));
    }
    ToDoubleFunction<double[]> exact = asked.exact().apply(solution);
    double[] x = new double[grid.dimensions()];
    TableSlice errors =
        TableSlice.of(
            grid,
            node -> {
              grid.coordinates(node, x);
              return solution.values().get(node) - exact.applyAsDouble(x);
            },
            places);
    String title = asked.name() + ", error";
    return List.of(
        plot(section, asked.name(), SlicePicture.png(values, asked.name(), held("", values))),
        plot(
            section,
            title,
            SlicePicture.png(errors, title, held("solved less closed form", errors))));
  }

  private static Plot plot(String section, String title, byte[] png) {
    return Plot.png(section, title, png);
  }

  private static String held(String what, TableSlice slice) {
    return slice.held().isEmpty() || what.isEmpty()
        ? what + slice.held()
        : what + "; " + slice.held();
  }
}
