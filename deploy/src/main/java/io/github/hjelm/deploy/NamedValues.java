package io.github.hjelm.deploy;

import io.github.hjelm.export.hjb.SolveRefusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code --set} says, taken apart; the problem knows which names and values there are. */
final class NamedValues {

  private NamedValues() {}

  /** The values by name; a later one wins. */
  static Map<String, String> parsed(List<String> settings) throws SolveRefusal {
    Map<String, String> values = new LinkedHashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new SolveRefusal("--set '" + setting + "' is not NAME=VALUE");
      }
      values.put(setting.substring(0, equals).strip(), setting.substring(equals + 1).strip());
    }
    return values;
  }
}
