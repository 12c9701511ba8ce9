package io.github.hjelm.controller.safety;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.reach.TableDescription;
import io.github.hjelm.controller.reach.TableFiles;
import io.github.hjelm.controller.reach.TableFolder;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A certificate for the mass between its walls, written as an exporter does, to be spoiled. */
public final class DraftedCertificate {

  private static final double[] WALLS = {1};

  List<GridAxis> axes =
      List.of(
          new GridAxis("position", "m", -1.2, 1.2, 25, false),
          new GridAxis("velocity", "m/s", -1.5, 1.5, 25, false));
  public final Map<String, Object> promise = new LinkedHashMap<>();
  final Map<String, Object> fields = new LinkedHashMap<>();
  public Robot certified = MassBetweenWalls.robot("double-integrator");
  int actionsPerNode = 1;

  public DraftedCertificate() {
    promise.put("hold", 0.1);
    promise.put("delay", 0.02);
    promise.put("error", List.of(0.0));
    promise.put("disturbance", 1.0);
    promise.put("beyond", "lost");
    fields.put("promise", promise);
    fields.put("level", 0.03);
    fields.put("margins", Map.of("estimation", 0.01, "interpolation", 0.02, "inter_sample", 0.0));
    fields.put("solve", Map.of("cap", 0.5));
  }

  /** The game of a robot between the walls. */
  static CertifiedGame game(Robot robot) {
    return new CertifiedGame(robot, x -> WALLS[0] - Math.abs(x[0]));
  }

  /** Poses that game again, whatever is asked for. */
  public CertifiedGames games() {
    return (problem, parameters, grid, disturbance) -> game(certified);
  }

  /** Writes it. */
  public Path write(Path folder) throws Exception {
    Grid grid = new Grid(axes);
    ValueField exact = new DoubleIntegratorValue(1, 1, 0.2);
    double[] values = new double[grid.size()];
    double[] x = new double[grid.dimensions()];
    for (int node = 0; node < values.length; node++) {
      grid.coordinates(node, x);
      values[node] = exact.value(x);
    }
    try (TableFolder draft = TableFolder.begin(folder)) {
      Map<String, Object> problem = Map.of("name", "walls", "parameters", Map.of("wall", 1.0));
      TableFiles.writeInto(
          draft, "value", new TableDescription(grid, "safe", Map.of("problem", problem)), values);
      List<Integer> shape = new ArrayList<>();
      grid.axes().forEach(axis -> shape.add(axis.count()));
      shape.add(actionsPerNode);
      String sha256 =
          TableFiles.writeArray(
              draft, "backup.npy", shape, new float[grid.size() * actionsPerNode]);
      Map<String, Object> all = new LinkedHashMap<>(fields);
      all.put("backup", Map.of("array", "backup.npy", "sha256", sha256));
      all.put(
          "robot",
          Map.of(
              "name", certified.name(),
              "controls", box(certified.controls()),
              "disturbances", box(certified.disturbances())));
      TableFiles.writeInto(
          draft, "certificate", new TableDescription(grid, "certified", all), values);
      draft.publish();
    }
    return folder;
  }

  private static List<Map<String, Object>> box(List<Quantity> sides) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Quantity side : sides) {
      list.add(
          Map.of(
              "name", side.name(),
              "unit", side.unit(),
              "lower", side.lower(),
              "upper", side.upper()));
    }
    return list;
  }
}
