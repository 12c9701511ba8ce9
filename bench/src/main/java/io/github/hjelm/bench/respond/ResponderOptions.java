package io.github.hjelm.bench.respond;

import io.github.hjelm.bench.stack.StackSetup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command line of a responder, as {@code bench/docs/contract.md} has it, and the engine that it
 * computes with.
 *
 * @param setup what every stack is told
 * @param engine by name; only for a model
 * @param check only whether the engine answers what it should
 */
record ResponderOptions(StackSetup setup, String engine, boolean check) {

  private static final Set<String> FLAGS = Set.of("--stages", "--check");
  private static final Set<String> VALUES =
      Set.of("--host", "--port", "--robots", "--obs", "--actions", "--model", "--engine");

  static ResponderOptions parse(List<String> arguments) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (FLAGS.contains(name)) {
        values.put(name, "");
      } else if (!VALUES.contains(name)) {
        throw new IllegalArgumentException(name + " is not known; known are " + VALUES + FLAGS);
      } else if (++i == arguments.size()) {
        throw new IllegalArgumentException(name + " needs a value");
      } else {
        values.put(name, arguments.get(i));
      }
    }
    String[] robots = values.getOrDefault("--robots", "0:1").split(":", -1);
    if (robots.length != 2) {
      throw new IllegalArgumentException("--robots is FIRST:COUNT, not " + values.get("--robots"));
    }
    StackSetup setup =
        new StackSetup(
            values.getOrDefault("--host", "127.0.0.1"),
            Integer.parseInt(values.getOrDefault("--port", "1883")),
            Integer.parseInt(robots[0]),
            Integer.parseInt(robots[1]),
            Integer.parseInt(values.getOrDefault("--obs", "32")),
            Integer.parseInt(values.getOrDefault("--actions", "8")),
            Optional.ofNullable(values.get("--model")).map(Path::of),
            values.containsKey("--stages"));
    return new ResponderOptions(
        setup, values.getOrDefault("--engine", "hjelm"), values.containsKey("--check"));
  }
}
