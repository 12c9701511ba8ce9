package io.github.hjelm.bench.echo;

import io.github.hjelm.bench.stack.Network;
import io.github.hjelm.bench.stack.ProcessStack;
import io.github.hjelm.bench.stack.Stack;
import io.github.hjelm.bench.stack.StackCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The raw client alone: to try the instrument without any stack of weight. */
public final class EchoCatalog implements StackCatalog {

  private final Stack echo;

  /**
   * @param faults options of {@link EchoMain} beyond the contract's
   */
  public EchoCatalog(String... faults) {
    echo = program("raw-client", faults);
  }

  /** {@link EchoMain} in a process of its own, with the Java and the class path of this one. */
  public static Stack program(String name, String... faults) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                EchoMain.class.getName()));
    command.addAll(List.of(faults));
    return new ProcessStack(name, false, Optional::empty, command, Map.of());
  }

  @Override
  public List<Stack> stacks() {
    return List.of(echo);
  }

  @Override
  public Stack ours() {
    return echo;
  }

  @Override
  public String writeModel(Network network, Path folder) throws IOException {
    throw new IOException("no stack here computes a network");
  }
}
