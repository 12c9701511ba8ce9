package io.github.hjelm.bench.stack;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A stack that is a program in any language: it gets {@link StackSetup#arguments}, prints {@code
 * ready}, and ends when its standard input closes.
 *
 * @param name as tables name it
 * @param computes whether it can do without an echo's shortcut and compute the network
 * @param why why it cannot run here; empty when it can
 * @param command program and first arguments, before those of the setup
 * @param environment added to this process's own
 */
public record ProcessStack(
    String name,
    boolean computes,
    Supplier<Optional<String>> why,
    List<String> command,
    Map<String, String> environment)
    implements Stack {

  public ProcessStack {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  @Override
  public Optional<String> missing() {
    return why.get();
  }

  @Override
  public RunningStack start(StackSetup setup) throws IOException, InterruptedException {
    return ChildProcess.start(name, command, setup.arguments(), environment);
  }
}
