package io.github.hjelm.deploy;

import io.github.hjelm.bench.stack.ChosenStacks;
import io.github.hjelm.bench.stack.ProcessStack;
import io.github.hjelm.bench.stack.Stack;
import io.github.hjelm.bench.stack.StackCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What only the profiles of {@code hjelm bench} take that measure latency. */
final class LatencyOptions {

  private static final long DEFAULT_SEED = 1;

  @Option(
      names = "--stack",
      paramLabel = "NAME=COMMAND",
      description = {
        "QUICK, STANDARD, FULL: a stack of yours takes part. It is told what",
        "bench/docs/contract.md says; words of the command are split at blanks."
      })
  private Map<String, String> guests = new LinkedHashMap<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "QUICK, STANDARD, FULL, SOAK: order of turns, arrivals and resampling (1).")
  private @Nullable Long seed;

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "QUICK, STANDARD, FULL, SOAK: where the broker listens (any that is free).")
  private @Nullable Integer port;

  @Option(
      names = "--histograms",
      paramLabel = "DIR",
      description = "QUICK, STANDARD, FULL, SOAK: write .hlog and .hgrm files for other tools.")
  private @Nullable Path histograms;

  @Option(
      names = "--let-sleep",
      description = {
        "QUICK, STANDARD, FULL, SOAK: let processors sleep between observations, as they do when",
        "nobody forbids it."
      })
  private boolean letSleep;

  /** Which of these options were given. */
  List<String> given() {
    List<String> given = new ArrayList<>();
    if (!guests.isEmpty()) {
      given.add("--stack");
    }
    if (seed != null) {
      given.add("--seed");
    }
    if (port != null) {
      given.add("--port");
    }
    if (histograms != null) {
      given.add("--histograms");
    }
    if (letSleep) {
      given.add("--let-sleep");
    }
    return given;
  }

  long seed() {
    return seed == null ? DEFAULT_SEED : seed;
  }

  /** 0 for any that is free. */
  int port() {
    return port == null ? 0 : port;
  }

  boolean awake() {
    return !letSleep;
  }

  @Nullable Path histograms() {
    return histograms;
  }

  /** The stacks of a catalog, with or without its rivals, and those that were brought along. */
  StackCatalog chosen(StackCatalog catalog, boolean rivals) {
    List<Stack> brought = new ArrayList<>();
    guests.forEach((name, command) -> brought.add(guest(name, command)));
    return new ChosenStacks(catalog, rivals, brought);
  }

  private static Stack guest(String name, String command) {
    if (!name.matches("[a-z0-9][a-z0-9.-]*")) {
      throw new InputRefusal(
          "--stack %s=…: a name is made of lower-case letters, digits, dots and dashes."
              .formatted(name));
    }
    List<String> words = List.of(command.strip().split(" +", -1));
    return new ProcessStack(name, true, Optional::empty, words, Map.of());
  }

  /** As they would be written to repeat the run; where results go does not matter. */
  String written() {
    StringBuilder text = new StringBuilder();
    guests.forEach((name, command) -> text.append(" --stack '%s=%s'".formatted(name, command)));
    return text.append(seed == null ? "" : " --seed " + seed)
        .append(letSleep ? " --let-sleep" : "")
        .toString();
  }
}
