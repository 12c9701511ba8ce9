package io.github.hjelm.bench.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a stack is told, by command line or otherwise.
 *
 * @param host of the broker
 * @param port of the broker
 * @param firstRobot lowest number of its robots
 * @param robots how many robots, numbered without gaps
 * @param observations values in an observation
 * @param actions values in a command
 * @param model folder with {@code weights.json} and {@code weights.bin}; absent when the stack
 *     answers with the first {@code actions} values of the observation
 * @param stages whether commands carry the stage trailer
 */
public record StackSetup(
    String host,
    int port,
    int firstRobot,
    int robots,
    int observations,
    int actions,
    Optional<Path> model,
    boolean stages) {

  public StackSetup {
    if (robots < 1 || observations < actions || actions < 1) {
      throw new IllegalArgumentException(
          robots + " robots, " + observations + " observations, " + actions + " actions");
    }
  }

  /** The same as the options of a stack that is a program. */
  public List<String> arguments() {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--host",
                host,
                "--port",
                Integer.toString(port),
                "--robots",
                firstRobot + ":" + robots,
                "--obs",
                Integer.toString(observations),
                "--actions",
                Integer.toString(actions)));
    model.ifPresent(folder -> all.addAll(List.of("--model", folder.toString())));
    if (stages) {
      all.add("--stages");
    }
    return all;
  }
}
