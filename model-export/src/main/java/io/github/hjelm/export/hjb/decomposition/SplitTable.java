package io.github.hjelm.export.hjb.decomposition;

import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.reach.TableDescription;
import io.github.hjelm.controller.reach.TableFiles;
import io.github.hjelm.controller.reach.TableFiles.Storage;
import io.github.hjelm.controller.reach.TableFolder;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.export.hjb.SolutionTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a decomposition in one folder, {@code NAME.npy} and {@code NAME.json} each. Every
 * one says of which others it is a part, so that none is taken for the whole.
 */
public final class SplitTable {

  private static final String FIELD = "decomposition";
  private static final String PARTS = "parts";
  private static final String STATES = "states";
  private static final String ALL_STATES = "allStates";
  private static final String COMBINATION = "combination";
  private static final String EXACT = "exact";
  private static final String STATEMENT = "statement";

  private SplitTable() {}

  /**
   * Writes a folder that appears complete or not at all.
   *
   * @throws InterruptedException when the thread was interrupted; nothing was written
   */
  public static void write(Path folder, SplitSolution solution)
      throws TableRefusal, InterruptedException {
    try (TableFolder draft = TableFolder.begin(folder)) {
      for (SplitSolution.Part part : solution.parts()) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put(PARTS, solution.parts().stream().map(SplitSolution.Part::name).toList());
        field.put(STATES, part.states());
        field.put(ALL_STATES, solution.axes().stream().map(GridAxis::name).toList());
        field.put(COMBINATION, solution.combination().written());
        field.put(EXACT, solution.exact());
        field.put(STATEMENT, solution.statement());
        SolutionTable.writeInto(draft, part.name(), part.solution(), Map.of(FIELD, field));
      }
      draft.publish();
    }
  }

  /** Whether a folder holds parts instead of one table. */
  public static boolean isIn(Path folder) {
    if (!Files.isDirectory(folder) || Files.exists(folder.resolve("value.json"))) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".json"));
    } catch (IOException e) {
      return false;
    }
  }

  /** Reads all parts back, whichever the folder lists first. */
  public static SplitSolution read(Path folder) throws TableRefusal {
    Map<?, ?> first = field(folder, anyPart(folder));
    try {
      List<SplitSolution.Part> parts = new ArrayList<>();
      Map<String, GridAxis> axes = new LinkedHashMap<>();
      List<String> states = texts(first.get(ALL_STATES));
      for (String name : texts(first.get(PARTS))) {
        Map<?, ?> own = field(folder, name);
        var solution = SolutionTable.read(folder, name);
        solution.grid().axes().forEach(axis -> axes.put(axis.name(), axis));
        List<Integer> indices =
            ((List<?>) required(own.get(STATES)))
                .stream().map(i -> ((Number) i).intValue()).toList();
        parts.add(new SplitSolution.Part(name, indices, solution));
      }
      return new SplitSolution(
          states.stream().map(state -> (GridAxis) required(axes.get(state))).toList(),
          Combination.named((String) required(first.get(COMBINATION))),
          (Boolean) required(first.get(EXACT)),
          (String) required(first.get(STATEMENT)),
          parts);
    } catch (ClassCastException | IllegalArgumentException e) {
      throw new TableRefusal(folder + " does not describe a decomposition: solve it again", e);
    }
  }

  private static String anyPart(Path folder) throws TableRefusal {
    try (Stream<Path> files = Files.list(folder)) {
      String file =
          files
              .map(path -> String.valueOf(path.getFileName()))
              .filter(name -> name.endsWith(".json"))
              .sorted()
              .findFirst()
              .orElseThrow(() -> new TableRefusal(folder + " holds no table"));
      return file.substring(0, file.length() - ".json".length());
    } catch (IOException e) {
      throw new TableRefusal(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Map<?, ?> field(Path folder, String part) throws TableRefusal {
    TableDescription description = TableFiles.read(folder, part, Storage.MAPPED).description();
    if (description.fields().get(FIELD) instanceof Map<?, ?> field) {
      return field;
    }
    throw new TableRefusal(
        folder + "/" + part + ".json is not part of a decomposition: solve it again");
  }

  private static List<String> texts(@Nullable Object list) {
    return ((List<?>) required(list)).stream().map(String.class::cast).toList();
  }

  private static Object required(@Nullable Object value) {
    return Objects.requireNonNullElseGet(
        value,
        () -> {
          throw new IllegalArgumentException("a field is missing");
        });
  }
}
