package io.github.hjelm.bench.policies;

import io.github.hjelm.export.study.Measured;
import io.github.hjelm.export.study.ResultStore.Stored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of the cells, and which are missing. */
final class Comparison {

  private final Map<Cell, Stored> known = new LinkedHashMap<>();
  private final Map<Cell, String> missing = new LinkedHashMap<>();

  /** Nothing is known of any. */
  Comparison(List<Cell> cells) {
    cells.forEach(cell -> missing.put(cell, "not reached"));
  }

  void add(Cell cell, Stored stored) {
    missing.remove(cell);
    known.put(cell, stored);
  }

  /** A cell that cannot be made. */
  void refuse(Cell cell, String sentence) {
    missing.put(cell, sentence);
  }

  /** Why cells are missing, by cell. */
  Map<Cell, String> missing() {
    return missing;
  }

  List<String> tasks() {
    return known.keySet().stream().map(Cell::task).distinct().toList();
  }

  /** Every way to draw from every method of a task, the attempts of all its seeds together. */
  List<PolicyRow> rows(String task) {
    Map<String, List<Measured>> groups = new LinkedHashMap<>();
    Map<String, String> methods = new LinkedHashMap<>();
    known.forEach(
        (cell, stored) -> {
          if (cell.task().equals(task)) {
            for (Measured measured : stored.result().measured()) {
              String key = cell.method() + "/" + measured.sampler() + "/" + measured.evaluations();
              groups.computeIfAbsent(key, name -> new ArrayList<>()).add(measured);
              methods.put(key, cell.method());
            }
          }
        });
    List<PolicyRow> rows = new ArrayList<>();
    groups.forEach(
        (key, all) -> rows.add(PolicyRow.of(task, String.valueOf(methods.get(key)), all)));
    return rows;
  }

  /**
   * The seconds that a task took from its first seed, without baselines; empty unless all is there.
   */
  Optional<Double> seconds(String task) {
    double sum = 0;
    for (String method : PolicyGrid.methods(task)) {
      if (PolicyGrid.baselines().contains(method)) {
        continue;
      }
      Stored stored = known.get(new Cell(task, method, 1));
      if (stored == null) {
        return Optional.empty();
      }
      sum += stored.seconds();
    }
    return Optional.of(sum);
  }
}
