package io.github.hjelm.controller.safety;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.NumpyArray;
import io.github.hjelm.controller.reach.TableFiles;
import io.github.hjelm.controller.reach.TableFiles.Storage;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.reach.ValueTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The certificate of a folder, hashes checked: {@code certificate.npy}, {@code certificate.json}
 * and {@code backup.npy}, beside the value table whose problem they answer. The fields are written
 * down in {@code controller/docs/tables.md}. Immutable; any number of threads may take certificates
 * from it, each its own.
 */
public final class CertificateFolder {

  private static final String NAME = "certificate";
  private static final String BACKUP = "backup.npy";

  private final Path folder;
  private final ValueTable value;
  private final float[] actions;
  private final CertificateTerms terms;

  private CertificateFolder(
      Path folder, ValueTable value, float[] actions, CertificateTerms terms) {
    this.folder = folder;
    this.value = value;
    this.actions = actions;
    this.terms = terms;
  }

  /** Whether a folder has one. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(NAME + ".json"));
  }

  /** Reads one. */
  public static CertificateFolder read(Path folder) throws TableRefusal {
    TableFiles.Stored solved = TableFiles.read(folder, "value", Storage.MAPPED);
    TableFiles.Stored stored = TableFiles.read(folder, NAME, Storage.HEAP);
    Grid grid = stored.values().grid();
    if (!grid.equals(solved.values().grid())) {
      throw new TableRefusal(
          folder + ": value and certificate lie on different grids: export both again");
    }
    Map<String, Object> fields = stored.description().fields();
    try {
      CertificateTerms terms = CertificateTerms.of(solved.description().fields(), fields);
      return new CertificateFolder(
          folder, stored.values(), actions(folder, grid, fields, terms), terms);
    } catch (IllegalArgumentException e) {
      throw new TableRefusal(
          folder + ": the certificate " + e.getMessage() + ", export it again", e);
    }
  }

  private static float[] actions(
      Path folder, Grid grid, Map<String, Object> fields, CertificateTerms terms)
      throws TableRefusal {
    if (!(fields.get("backup") instanceof Map<?, ?> backup)) {
      throw new IllegalArgumentException("has no 'backup'");
    }
    String array = CertificateTerms.text(backup, "array");
    if (!array.equals(BACKUP)) {
      throw new IllegalArgumentException("has its backup in another file than " + BACKUP);
    }
    NumpyArray numbers =
        TableFiles.readArray(folder.resolve(BACKUP), CertificateTerms.text(backup, "sha256"));
    List<Integer> shape = new ArrayList<>();
    grid.axes().forEach(axis -> shape.add(axis.count()));
    shape.add(terms.controls().size());
    if (!numbers.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "keeps actions in the shape %s where its table asks for %s"
              .formatted(numbers.shape(), shape));
    }
    float[] actions = numbers.floats();
    for (float action : actions) {
      if (!Float.isFinite(action)) {
        throw new IllegalArgumentException("keeps an action that is not a number");
      }
    }
    return actions;
  }

  /** Where it was read. */
  public Path folder() {
    return folder;
  }

  /** Under which terms it holds. */
  public CertificateTerms terms() {
    return terms;
  }

  public Grid grid() {
    return value.grid();
  }

  /** What it was solved for, posed again. */
  public CertifiedGame game(CertifiedGames games) throws TableRefusal {
    return games.pose(terms.problem(), terms.parameters(), grid(), terms.disturbance());
  }

  /** The certificate for one thread. */
  public Certificate certificate(CertifiedGame game) {
    TableValue field =
        terms.beyondIsFree()
            ? new TableValue(value, game.clearance(), terms.cap())
            : new TableValue(value);
    return new Certificate(
        field, game.clearance(), new TableActions(grid(), terms.controls(), actions));
  }

  /**
   * What the filter is told. It looks ahead over the certified hold, however fast the loop is.
   *
   * @param maxAgeS the oldest state that the loop acts on
   */
  public FilterSettings settings(double maxAgeS) {
    return FilterSettings.of(terms.holdS(), maxAgeS, terms.margins());
  }
}
