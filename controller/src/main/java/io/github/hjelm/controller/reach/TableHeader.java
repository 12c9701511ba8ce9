package io.github.hjelm.controller.reach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code value.json} says: a {@link TableDescription} and which array it belongs to.
 *
 * @param array the file's name
 * @param sha256 of the whole file, 64 hexadecimal digits
 */
record TableHeader(String array, NumpyType type, String sha256, TableDescription description) {

  /** Of any string that is shown or compared. */
  private static final int MAX_TEXT = 1000;

  static List<Integer> shape(Grid grid) {
    return grid.axes().stream().map(GridAxis::count).toList();
  }

  byte[] bytes() throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", TableFiles.FORMAT);
    tree.put("array", array);
    tree.put("type", type.code());
    tree.put("sha256", sha256);
    tree.put("axes", description.grid().axes().stream().map(TableHeader::axis).toList());
    tree.put("sign", description.sign());
    tree.putAll(description.fields());
    return JsonTree.write(tree).getBytes(StandardCharsets.UTF_8);
  }

  static TableHeader parse(byte[] bytes, String where) throws TableRefusal {
    Map<String, Object> tree = JsonTree.read(bytes, where);
    String format = text(tree, "format", where);
    if (!format.equals(TableFiles.FORMAT)) {
      throw new TableRefusal(
          where
              + " has the format "
              + JsonTree.shortened(format)
              + " where "
              + TableFiles.FORMAT
              + " is read: export it with this version");
    }
    String sha256 = text(tree, "sha256", where);
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw malformed(where, "sha256", "64 hexadecimal digits");
    }
    Grid grid = grid(tree.get("axes"), where);
    String sign = text(tree, "sign", where);
    Map<String, Object> fields = new LinkedHashMap<>(tree);
    fields.keySet().removeAll(TableDescription.RESERVED);
    return new TableHeader(
        text(tree, "array", where),
        type(text(tree, "type", where), where),
        sha256,
        new TableDescription(grid, sign, fields));
  }

  private static Map<String, Object> axis(GridAxis axis) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", axis.name());
    tree.put("unit", axis.unit());
    tree.put("lower", axis.lower());
    tree.put("upper", axis.upper());
    tree.put("count", axis.count());
    tree.put("periodic", axis.periodic());
    return tree;
  }

  private static Grid grid(@Nullable Object axes, String where) throws TableRefusal {
    if (!(axes instanceof List<?> list) || list.size() > ValueTable.MAX_DIMENSIONS) {
      throw malformed(where, "axes", "a list of 1 to " + ValueTable.MAX_DIMENSIONS + " axes");
    }
    List<GridAxis> parsed = new ArrayList<>();
    for (Object entry : list) {
      parsed.add(axis(entry, where + ", axis " + parsed.size()));
    }
    try {
      return new Grid(parsed);
    } catch (IllegalArgumentException e) {
      throw new TableRefusal(where + ": " + e.getMessage(), e);
    }
  }

  private static GridAxis axis(Object entry, String where) throws TableRefusal {
    if (!(entry instanceof Map<?, ?> tree) || tree.size() != 6) {
      throw malformed(where, "axes", "name, unit, lower, upper, count and periodic");
    }
    if (!(tree.get("count") instanceof Long count) || count > Integer.MAX_VALUE || count < 2) {
      throw malformed(where, "count", "a whole number from 2 on");
    }
    if (!(tree.get("periodic") instanceof Boolean periodic)) {
      throw malformed(where, "periodic", "true or false");
    }
    String name = text(tree, "name", where);
    String unit = text(tree, "unit", where);
    double lower = number(tree, "lower", where);
    double upper = number(tree, "upper", where);
    try {
      return new GridAxis(name, unit, lower, upper, count.intValue(), periodic);
    } catch (IllegalArgumentException e) {
      throw new TableRefusal(where + ": " + e.getMessage(), e);
    }
  }

  private static NumpyType type(String code, String where) throws TableRefusal {
    for (NumpyType type : NumpyType.values()) {
      if (type.code().equals(code)) {
        return type;
      }
    }
    throw malformed(where, "type", "<f4 or <f8");
  }

  private static String text(Map<?, ?> tree, String field, String where) throws TableRefusal {
    if (!(tree.get(field) instanceof String text)
        || text.length() > MAX_TEXT
        || text.chars().anyMatch(Character::isISOControl)) {
      throw malformed(where, field, "one line of at most " + MAX_TEXT + " characters");
    }
    return text;
  }

  private static double number(Map<?, ?> tree, String field, String where) throws TableRefusal {
    if (!(tree.get(field) instanceof Number number)) {
      throw malformed(where, field, "a finite number");
    }
    return number.doubleValue();
  }

  private static TableRefusal malformed(String where, String field, String wanted) {
    return new TableRefusal(
        where + ": the field " + field + " is not " + wanted + ", export the table again");
  }
}
