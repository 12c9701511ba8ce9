package io.github.hjelm.bench.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A running program that answers. It dies with this process: an orderly end closes its standard
 * input, a shutdown kills it, and after a crash the operating system closes the pipe.
 */
final class ChildProcess implements RunningStack {

  private static final String READY = "ready";

  /** An import of PyTorch from a cold disk takes tens of seconds. */
  private static final long READY_WITHIN_S = 90;

  private static final long END_WITHIN_MS = 2_000;
  private static final long ANSWER_WITHIN_MS = 300;
  private static final int KEPT_LINES = 30;
  private static final byte[] QUESTION =
      (MemoryCounts.WORD + "\n").getBytes(StandardCharsets.US_ASCII);

  private final String name;
  private final Process process;
  private final Thread atExit;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final BlockingQueue<MemoryCounts> answers = new ArrayBlockingQueue<>(8);
  private final Deque<String> log = new ArrayDeque<>();
  private volatile boolean saidReady;
  private boolean tells = true;

  private ChildProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    atExit = new Thread(process::destroyForcibly, "stop-" + name);
    Runtime.getRuntime().addShutdownHook(atExit);
    Thread reader = new Thread(this::read, "output-of-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  static RunningStack start(
      String name, List<String> command, List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().putAll(environment);
    ChildProcess child;
    try {
      child = new ChildProcess(name, builder.start());
    } catch (IOException e) {
      throw new IOException(name + " cannot be started: " + e.getMessage() + ".", e);
    }
    boolean saidSomething = false;
    try {
      saidSomething = child.ready.await(READY_WITHIN_S, TimeUnit.SECONDS);
    } finally {
      if (!child.saidReady) {
        child.close();
      }
    }
    if (!child.saidReady) {
      String what =
          saidSomething
              ? "ended before it said '%s'".formatted(READY)
              : "did not say '%s' within %d s".formatted(READY, READY_WITHIN_S);
      throw new IOException(name + " " + what + ending(child.logTail()));
    }
    return child;
  }

  private static String ending(String tail) {
    return tail.isEmpty() ? "; it wrote nothing." : "; its last words: " + tail;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.strip().equals(READY)) {
          saidReady = true;
          ready.countDown();
        } else if (!MemoryCounts.parse(line).map(answers::offer).orElse(false)) {
          keep(line);
        }
      }
    } catch (IOException e) {
      keep("(its output broke off: " + e.getMessage() + ")");
    }
    ready.countDown(); // it has ended; nobody need wait longer
  }

  private void keep(String line) {
    synchronized (log) {
      log.addLast(line);
      if (log.size() > KEPT_LINES) {
        log.removeFirst();
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.of(process.pid());
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public String logTail() {
    synchronized (log) {
      return String.join("\n", log);
    }
  }

  @Override
  public Optional<MemoryCounts> memory() {
    if (!tells) {
      return Optional.empty();
    }
    try {
      answers.clear();
      OutputStream in = process.getOutputStream();
      in.write(QUESTION);
      in.flush();
      MemoryCounts answer = answers.poll(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS);
      // Who does not answer once has nothing to say; asking again would only cost time.
      tells = answer != null;
      return Optional.ofNullable(answer);
    } catch (IOException e) {
      tells = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy(); // the pipe is broken; it may have ended already
    }
    try {
      if (!process.waitFor(END_WITHIN_MS, TimeUnit.MILLISECONDS)) {
        process.destroy();
        if (!process.waitFor(END_WITHIN_MS, TimeUnit.MILLISECONDS)) {
          process.destroyForcibly().waitFor();
        }
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      process.destroyForcibly(); // this process is ending, and the hook may be late
    }
  }
}
