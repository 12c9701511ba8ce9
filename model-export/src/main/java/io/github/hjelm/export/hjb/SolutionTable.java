package io.github.hjelm.export.hjb;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.reach.TableDescription;
import io.github.hjelm.controller.reach.TableFiles;
import io.github.hjelm.controller.reach.TableFiles.Storage;
import io.github.hjelm.controller.reach.TableFolder;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.reach.ValueTable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A solution as a table on disk, in the format that the controller reads. */
public final class SolutionTable {

  private static final String VALUE = "value";
  private static final String PROBLEM = "problem";
  private static final String NAME = "name";
  private static final String PARAMETERS = "parameters";
  private static final String SCHEME = "scheme";
  private static final String MONOTONE = "monotone";
  private static final String HORIZON = "horizon";
  private static final String SECONDS = "seconds";
  private static final String STEPS = "steps";
  private static final String RESIDUAL = "residual";

  /** Written for whoever compares machines, and not read back: it follows from the others. */
  private static final String NODE_UPDATES_PER_SECOND = "nodeUpdatesPerSecond";

  private SolutionTable() {}

  /**
   * Writes {@code value.npy} and {@code value.json} into a folder that appears complete or not at
   * all.
   *
   * @throws InterruptedException when the thread was interrupted; nothing was written
   */
  public static void write(Path folder, Solution solution)
      throws TableRefusal, InterruptedException {
    try (TableFolder draft = TableFolder.begin(folder)) {
      writeInto(draft, VALUE, solution, Map.of());
      draft.publish();
    }
  }

  /** The same into a folder that holds more. */
  public static void writeInto(TableFolder draft, Solution solution)
      throws TableRefusal, InterruptedException {
    writeInto(draft, VALUE, solution, Map.of());
  }

  /**
   * Writes {@code NAME.npy} and {@code NAME.json} into a folder that holds more than one table.
   *
   * @param more fields beside those of every solution
   */
  public static void writeInto(
      TableFolder draft, String name, Solution solution, Map<String, Object> more)
      throws TableRefusal, InterruptedException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(PROBLEM, Map.of(NAME, solution.problem(), PARAMETERS, solution.parameters()));
    fields.put(SCHEME, solution.scheme());
    fields.put(MONOTONE, solution.monotone());
    fields.put(HORIZON, solution.horizonS());
    fields.put(SECONDS, solution.seconds());
    fields.put(STEPS, solution.steps());
    fields.put(RESIDUAL, solution.residual());
    fields.put(NODE_UPDATES_PER_SECOND, solution.nodeUpdatesPerSecond());
    fields.putAll(more);
    TableDescription description = new TableDescription(solution.grid(), solution.sign(), fields);
    if (solution.values() instanceof Values.Floats floats) {
      TableFiles.writeInto(draft, name, description, floats.array());
    } else if (solution.values() instanceof Values.Doubles doubles) {
      TableFiles.writeInto(draft, name, description, doubles.array());
    }
  }

  /** Reads both files back, whoever wrote them. */
  public static Solution read(Path folder) throws TableRefusal {
    return read(folder, VALUE);
  }

  /** Reads the two files of one table among several. */
  public static Solution read(Path folder, String name) throws TableRefusal {
    TableFiles.Stored stored = TableFiles.read(folder, name, Storage.HEAP);
    Map<String, Object> fields = stored.description().fields();
    try {
      Map<?, ?> problem = (Map<?, ?>) required(fields.get(PROBLEM), PROBLEM);
      Map<String, Object> parameters = new LinkedHashMap<>();
      ((Map<?, ?>) required(problem.get(PARAMETERS), PARAMETERS))
          .forEach((parameter, value) -> parameters.put((String) parameter, value));
      return new Solution(
          stored.description().grid(),
          values(stored.values()),
          stored.description().sign(),
          (String) required(problem.get(NAME), NAME),
          parameters,
          (String) required(fields.get(SCHEME), SCHEME),
          (Boolean) required(fields.get(MONOTONE), MONOTONE),
          number(fields, HORIZON),
          number(fields, SECONDS),
          (long) number(fields, STEPS),
          number(fields, RESIDUAL));
    } catch (ClassCastException | IllegalArgumentException e) {
      throw new TableRefusal(folder + " does not describe a solution: " + e.getMessage(), e);
    }
  }

  /** What was asked for, so that it can be asked for again. */
  public static SolveRequest request(Solution solution) {
    Map<String, String> settings = new LinkedHashMap<>();
    solution.parameters().forEach((name, value) -> settings.put(name, value.toString()));
    List<GridAxis> axes = solution.grid().axes();
    return new SolveRequest(
        settings,
        Optional.of(axes.stream().map(GridAxis::count).toList()),
        Optional.of(axes.stream().map(GridAxis::lower).toList()),
        Optional.of(axes.stream().map(GridAxis::upper).toList()),
        OptionalDouble.of(solution.horizonS()),
        Optional.of(solution.scheme()),
        solution.values() instanceof Values.Floats);
  }

  private static Values values(ValueTable table) {
    Grid grid = table.grid();
    double[] values = new double[grid.size()];
    for (int node = 0; node < values.length; node++) {
      values[node] = table.at(node);
    }
    return new Values.Doubles(values);
  }

  private static double number(Map<String, Object> fields, String name) {
    Object value = required(fields.get(name), name);
    return value instanceof String text ? Double.parseDouble(text) : ((Number) value).doubleValue();
  }

  private static Object required(@Nullable Object value, String name) {
    if (value == null) {
      throw new IllegalArgumentException("there is no '" + name + "'");
    }
    return value;
  }
}
