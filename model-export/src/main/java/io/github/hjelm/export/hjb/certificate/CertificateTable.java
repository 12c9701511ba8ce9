package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.NumpyArray;
import io.github.hjelm.controller.reach.TableDescription;
import io.github.hjelm.controller.reach.TableFiles;
import io.github.hjelm.controller.reach.TableFiles.Storage;
import io.github.hjelm.controller.reach.TableFolder;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.reach.ValueTable;
import io.github.hjelm.controller.safety.SafetyMargins;
import io.github.hjelm.sensors.robot.Quantity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as files beside its value table: {@code certificate.npy} with {@code
 * certificate.json}, and {@code backup.npy}. The fields are written down in {@code
 * controller/docs/tables.md}.
 */
public final class CertificateTable {

  public static final String NAME = "certificate";
  private static final String BACKUP = "backup.npy";

  private CertificateTable() {}

  /**
   * What a folder promises.
   *
   * @param value V_c
   * @param actions the stored action, one number per control for every node
   * @param level μ, the margin to be taken off
   * @param beyondIsFree whether the game goes on off the grid
   * @param fields everything that certificate.json says
   */
  public record Stored(
      ValueTable value,
      NumpyArray actions,
      double holdS,
      double delayS,
      List<Double> errors,
      double disturbance,
      double level,
      SafetyMargins margins,
      double cap,
      boolean beyondIsFree,
      Map<String, Object> fields) {}

  /** Whether a folder has one. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(NAME + ".json"));
  }

  /** Writes all three files. */
  public static void writeInto(TableFolder draft, CertificateMaker.Made made)
      throws TableRefusal, InterruptedException {
    SampledDataCertificate certificate = made.certificate();
    Grid grid = certificate.game().grid();
    List<Quantity> controls = certificate.game().robot().controls();
    List<Integer> shape = new ArrayList<>();
    grid.axes().forEach(axis -> shape.add(axis.count()));
    shape.add(controls.size());
    String sha256 = TableFiles.writeArray(draft, BACKUP, shape, certificate.actions());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("robot", robot(made));
    fields.put("promise", promise(made));
    fields.put("level", certificate.settings().level());
    fields.put("margins", margins(made.margins()));
    fields.put("solve", solve(made));
    fields.put("audit", audit(made.audit()));
    Map<String, Object> backup = new LinkedHashMap<>();
    backup.put("array", BACKUP);
    backup.put("sha256", sha256);
    backup.put("controls", controls.stream().map(Quantity::name).toList());
    fields.put("backup", backup);
    double[] values = new double[grid.size()];
    for (int node = 0; node < values.length; node++) {
      values[node] = certificate.value().at(node);
    }
    TableDescription description = new TableDescription(grid, "certified where >= level", fields);
    TableFiles.writeInto(draft, NAME, description, values);
  }

  private static Map<String, Object> robot(CertificateMaker.Made made) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", made.certificate().game().robot().name());
    tree.put("controls", bounds(made.certificate().game().robot().controls()));
    tree.put("disturbances", bounds(made.certificate().game().robot().disturbances()));
    return tree;
  }

  private static List<Map<String, Object>> bounds(List<Quantity> sides) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Quantity side : sides) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("name", side.name());
      tree.put("unit", side.unit());
      tree.put("lower", side.lower());
      tree.put("upper", side.upper());
      list.add(tree);
    }
    return list;
  }

  private static Map<String, Object> promise(CertificateMaker.Made made) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("hold", made.promise().holdS());
    tree.put("delay", made.promise().delayS());
    tree.put("error", made.promise().errors());
    tree.put("disturbance", made.promise().disturbance());
    tree.put("beyond", made.certificate().game().beyond().name().toLowerCase(Locale.ROOT));
    return tree;
  }

  private static Map<String, Object> margins(SafetyMargins margins) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("estimation", margins.estimation());
    tree.put("interpolation", margins.interpolation());
    tree.put("inter_sample", margins.interSample());
    return tree;
  }

  private static Map<String, Object> solve(CertificateMaker.Made made) {
    CertificateSettings settings = made.certificate().settings();
    SampledDataCertificate.Figures figures = made.certificate().figures();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("inflation", settings.inflation());
    tree.put("cap", settings.cap());
    tree.put("chain", settings.chain());
    tree.put("checks", settings.cellChecks());
    tree.put("tolerance", settings.tolerance());
    tree.put("sweeps", figures.sweeps());
    tree.put("repaired_cells", figures.repairedCells());
    tree.put("residual", figures.residual());
    tree.put("safe_share", figures.safeShare());
    tree.put("value_safe_share", made.valueSafeShare());
    tree.put("least_at_edge", made.leastAtEdge());
    tree.put("clearance_slopes", made.clearanceSlopes());
    tree.put("value_slopes", made.valueSlopes());
    tree.put("dynamics_lipschitz", made.dynamicsLipschitz());
    tree.put("seconds", figures.seconds());
    return tree;
  }

  private static Map<String, Object> audit(LevelAudit audit) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("points", audit.points());
    tree.put("open", audit.open());
    tree.put("deepest", audit.deepest());
    return tree;
  }

  /** Reads them back, hashes checked. */
  public static Stored read(Path folder) throws TableRefusal {
    TableFiles.Stored stored = TableFiles.read(folder, NAME, Storage.HEAP);
    Map<String, Object> fields = stored.description().fields();
    try {
      Map<?, ?> promise = map(fields, "promise");
      Map<?, ?> margins = map(fields, "margins");
      Map<?, ?> backup = map(fields, "backup");
      List<Double> errors = new ArrayList<>();
      for (Object error : (List<?>) required(promise, "error")) {
        errors.add(((Number) error).doubleValue());
      }
      String array = (String) required(backup, "array");
      if (!array.equals(BACKUP)) {
        throw new IllegalArgumentException("its backup is '" + array + "' and not " + BACKUP);
      }
      return new Stored(
          stored.values(),
          TableFiles.readArray(folder.resolve(BACKUP), (String) required(backup, "sha256")),
          number(promise, "hold"),
          number(promise, "delay"),
          errors,
          number(promise, "disturbance"),
          number(fields, "level"),
          new SafetyMargins(
              number(margins, "estimation"),
              0,
              number(margins, "interpolation"),
              number(margins, "inter_sample")),
          number(map(fields, "solve"), "cap"),
          required(promise, "beyond").equals("free"),
          fields);
    } catch (ClassCastException | IllegalArgumentException e) {
      throw new TableRefusal(folder + " does not describe a certificate: " + e.getMessage(), e);
    }
  }

  private static Map<?, ?> map(Map<?, ?> tree, String name) {
    return (Map<?, ?>) required(tree, name);
  }

  private static double number(Map<?, ?> tree, String name) {
    Object value = required(tree, name);
    return value instanceof String text ? Double.parseDouble(text) : ((Number) value).doubleValue();
  }

  private static Object required(Map<?, ?> tree, String name) {
    @Nullable Object value = tree.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no '" + name + "'");
    }
    return value;
  }
}
