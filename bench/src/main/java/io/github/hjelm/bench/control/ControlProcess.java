package io.github.hjelm.bench.control;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link ControlMain} in a child process, and what it has told. */
public final class ControlProcess implements AutoCloseable {

  private static final long END_WITHIN_MS = 1_000;

  private final Process process;
  private final DataInputStream answers;
  private final Thread atExit;
  private final Lateness all = new Lateness();
  private String broken = "";

  private ControlProcess(Process process) {
    this.process = process;
    answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    atExit = new Thread(process::destroyForcibly, "stop-control");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts it with the Java and the class path of this process. */
  public static ControlProcess start() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms32m",
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            ControlMain.class.getName());
    File nowhere = new File("/dev/null");
    return new ControlProcess(
        new ProcessBuilder(command)
            .redirectError(
                nowhere.exists()
                    ? ProcessBuilder.Redirect.to(nowhere)
                    : ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /**
   * Fetches what it has seen since the last call, and returns everything so far. When the control
   * is gone this stays as it is; {@link #broken} says so.
   */
  public Lateness take() {
    if (broken.isEmpty()) {
      try {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        all.addAll(Lateness.read(answers));
      } catch (IOException e) {
        broken = "the control process is gone: " + e.getMessage();
      }
    }
    return all;
  }

  /** Why it no longer tells anything; empty while it does. */
  public String broken() {
    return broken;
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(END_WITHIN_MS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IOException | IllegalStateException e) {
      process.destroyForcibly(); // it has ended, or this process is about to
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
