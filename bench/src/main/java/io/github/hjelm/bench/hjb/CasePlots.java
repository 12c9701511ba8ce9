package io.github.hjelm.bench.hjb;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.picture.SlicePicture;
import io.github.hjelm.export.hjb.picture.TableSlice;
import io.github.hjelm.export.report.Plot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The pictures of one solution: the table itself, and how it differs from the closed form. */
final class CasePlots {

  private static final String DASHED = "dashed: closed form";

  private final Grid grid;
  private final Map<String, Double> places = new LinkedHashMap<>();

  private CasePlots(Solution solution, Map<Integer, Double> cut) {
    grid = solution.grid();
    cut.forEach((axis, place) -> places.put(grid.axis(axis).name(), place));
  }

  static List<Plot> of(String section, HjbCase asked, Solution solution) {
    Map<Integer, Double> cut = asked.slice();
    if (cut == null) {
      return List.of();
    }
    CasePlots plots = new CasePlots(solution, cut);
    TableSlice values = TableSlice.of(plots.grid, solution.values()::get, plots.places);
    ToDoubleFunction<double[]> exact = asked.exact() == null ? null : asked.exact().apply(solution);
    ToDoubleFunction<double[]> known = exact == null ? asked.boundary() : exact;
    List<Plot> all = new ArrayList<>();
    Optional<TableSlice> reference = Optional.ofNullable(known).map(plots::slice);
    String subtitle = said(reference.isEmpty() ? "" : DASHED, values);
    byte[] picture = SlicePicture.png(values, reference, asked.name(), subtitle);
    all.add(Plot.png(section, asked.name(), picture));
    if (exact != null) {
      String title = asked.name() + ", error";
      TableSlice errors =
          plots.slice(exact, (node, there) -> Math.abs(solution.values().get(node) - there));
      byte[] error =
          SlicePicture.png(errors, title, said("how far it is from the closed form", errors));
      all.add(Plot.png(section, title, error));
    }
    return all;
  }

  /** What becomes of a node and what is known there. */
  @FunctionalInterface
  private interface Against {
    double at(int node, double known);
  }

  private TableSlice slice(ToDoubleFunction<double[]> known) {
    return slice(known, (node, there) -> there);
  }

  private TableSlice slice(ToDoubleFunction<double[]> known, Against against) {
    double[] x = new double[grid.dimensions()];
    return TableSlice.of(
        grid,
        node -> {
          grid.coordinates(node, x);
          return against.at(node, known.applyAsDouble(x));
        },
        places);
  }

  private static String said(String what, TableSlice slice) {
    return slice.held().isEmpty() || what.isEmpty()
        ? what + slice.held()
        : what + "; " + slice.held();
  }
}
