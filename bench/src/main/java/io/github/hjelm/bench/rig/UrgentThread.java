package io.github.hjelm.bench.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Has Linux run the thread that opens it before all ordinary ones (SCHED_FIFO) until it is closed:
 * whoever measures must not wait for whom it measures. Threads and processes that the thread begins
 * meanwhile are ordinary. Java has no such call, so a tool of the system is asked.
 */
public final class UrgentThread implements AutoCloseable {

  private static final Path THIS_THREAD = Path.of("/proc/thread-self");

  /** Above the ordinary, and below what kernels use for themselves. */
  private static final String PRIORITY = "40";

  private static final long WITHIN_S = 2;

  private final String thread;
  private final String refusal;

  private UrgentThread(String thread, String refusal) {
    this.thread = thread;
    this.refusal = refusal;
  }

  /** Makes the calling thread urgent, where that is allowed. */
  public static UrgentThread enter() {
    try {
      String thread = THIS_THREAD.toRealPath().getFileName().toString();
      return new UrgentThread(thread, chrt("--fifo", "--reset-on-fork", "--pid", PRIORITY, thread));
    } catch (IOException e) {
      return new UrgentThread("", "this system does not number its threads");
    }
  }

  /** Has the calling thread do something urgently, or as it may. */
  public static void during(Runnable work) {
    UrgentThread urgent = enter();
    try {
      work.run();
    } finally {
      urgent.close();
    }
  }

  /** Whether it is urgent, and why not, in words. */
  public String standing() {
    return refusal.isEmpty() ? "SCHED_FIFO " + PRIORITY : "ordinary: " + refusal;
  }

  @Override
  public void close() {
    if (refusal.isEmpty()) {
      chrt("--other", "--pid", "0", thread);
    }
  }

  /** What the tool says against it; empty when it has done it. */
  private static String chrt(String... options) {
    List<String> command = new ArrayList<>();
    command.add("chrt");
    command.addAll(List.of(options));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(WITHIN_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "chrt does not end";
      }
      return process.exitValue() == 0 ? "" : said.lines().findFirst().orElse("chrt failed");
    } catch (IOException e) {
      return e.getMessage() == null ? "chrt is not there" : e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
