package io.github.hjelm.bench.contract;

/** Where observations and commands of a robot go. */
public final class BenchTopics {

  /** The commands of all robots. */
  public static final String ALL_COMMANDS = "bench/+/cmd";

  private BenchTopics() {}

  /** Where the bench publishes. */
  public static String observation(int robot) {
    return "bench/" + robot + "/obs";
  }

  /** Where the stack answers. */
  public static String command(int robot) {
    return "bench/" + robot + "/cmd";
  }
}
