package io.github.hjelm.bench.rivals;

import io.github.hjelm.bench.stack.ProcessStack;
import io.github.hjelm.bench.stack.RunningStack;
import io.github.hjelm.bench.stack.Stack;
import io.github.hjelm.bench.stack.StackSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code bench/peers/c/responder.c}, compiled for this machine when it is first asked for. */
final class CStack implements Stack {

  private static final String NAME = "c";
  private static final String PROGRAM = "responder";

  private final Path source;
  private final String compiler;
  private @Nullable Path folder;
  private @Nullable String refusal;

  CStack(Path source, String compiler) {
    this.source = source;
    this.compiler = compiler;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean computes() {
    return true;
  }

  @Override
  public synchronized Optional<String> missing() {
    if (folder == null && refusal == null) {
      try {
        compile();
      } catch (IOException e) {
        refusal = "%s is not installed (apt install gcc)".formatted(compiler);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        refusal = "its compilation was interrupted";
      }
    }
    return Optional.ofNullable(refusal);
  }

  @Override
  public synchronized RunningStack start(StackSetup setup)
      throws IOException, InterruptedException {
    Optional<String> missing = missing();
    Path made = folder;
    if (made == null) {
      throw new IOException("The C responder cannot run: " + missing.orElse("nobody knows") + ".");
    }
    List<String> command = List.of(made.resolve(PROGRAM).toString());
    return new ProcessStack(NAME, true, Optional::empty, command, Map.of()).start(setup);
  }

  /** What makes the program, for whoever wants to repeat it. */
  List<String> compilation(Path to) {
    return List.of(
        compiler,
        "-O3",
        "-march=native",
        "-ffp-contract=fast",
        "-o",
        to.toString(),
        source.toString(),
        "-lpthread");
  }

  private void compile() throws IOException, InterruptedException {
    if (!Files.isRegularFile(source)) {
      refusal = source + " is not here";
      return;
    }
    Path made = Files.createTempDirectory("hjelm-c");
    Path program = made.resolve(PROGRAM);
    // In the order in which they are deleted: last first.
    made.toFile().deleteOnExit();
    program.toFile().deleteOnExit();
    Process process = new ProcessBuilder(compilation(program)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() == 0) {
      folder = made;
    } else {
      String first = words.lines().filter(line -> line.contains("error")).findFirst().orElse("");
      refusal = "%s does not compile it (%s)".formatted(compiler, first.strip());
    }
  }
}
