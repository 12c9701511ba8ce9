package io.github.hjelm.controller.reach;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is written beside the numbers of a table.
 *
 * @param sign what the values mean, in words, such as {@code "safe where > 0"}
 * @param fields everything else, in the order it is written: problem, parameters, scheme, monotone,
 *     horizon, seconds, steps, residual and whatever more an exporter has to say; strings,
 *     booleans, numbers, and lists and maps of these
 */
public record TableDescription(Grid grid, String sign, Map<String, Object> fields) {

  /** Written by {@link TableFiles} itself. */
  static final Set<String> RESERVED = Set.of("format", "array", "type", "sha256", "axes", "sign");

  public TableDescription {
    for (String name : fields.keySet()) {
      if (RESERVED.contains(name)) {
        throw new IllegalArgumentException("the field " + name + " is written by the table itself");
      }
    }
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
