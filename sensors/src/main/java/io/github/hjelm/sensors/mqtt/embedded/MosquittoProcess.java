package io.github.hjelm.sensors.mqtt.embedded;

import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Mosquitto as a child process with a configuration of its own: what most robots really talk to.
 */
public final class MosquittoProcess implements LocalBroker {

  private static final List<Path> USUAL_PLACES =
      List.of(
          Path.of("/usr/sbin/mosquitto"),
          Path.of("/usr/local/sbin/mosquitto"),
          Path.of("/opt/homebrew/sbin/mosquitto"));

  private static final long START_TIMEOUT_MS = 5_000;
  private static final long POLL_MS = 5;
  private static final long SETTLE_MS = 10;

  private static final MonotonicClock CLOCK = MonotonicClock.system();

  private final int port;
  private final Path folder;
  private final Process process;
  private final Thread atExit;

  private MosquittoProcess(int port, Path folder, Process process) {
    this.port = port;
    this.folder = folder;
    this.process = process;
    this.atExit = new Thread(process::destroyForcibly, "stop-mosquitto");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Where Mosquitto is installed, if it is. */
  public static Optional<Path> executable() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of(path.split(":"))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry, "mosquitto")),
            USUAL_PLACES.stream())
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A broker for anybody on this machine, on a free port. */
  public static MosquittoProcess start() throws IOException {
    return start(freePort(), List.of("allow_anonymous true"));
  }

  /**
   * A broker with further lines of {@code mosquitto.conf}; waits until it accepts connections.
   *
   * @throws IOException when Mosquitto is not installed, or does not start in time
   */
  public static MosquittoProcess start(int port, List<String> configuration) throws IOException {
    Path executable =
        executable()
            .orElseThrow(
                () ->
                    new IOException(
                        "Mosquitto is not installed; on Debian and Ubuntu: apt install mosquitto"));
    Path folder = Files.createTempDirectory("hjelm-mosquitto");
    List<String> lines = new ArrayList<>();
    lines.add("listener " + port + " 127.0.0.1");
    // Off by default; without it small frames wait for each other's acknowledgement.
    lines.add("set_tcp_nodelay true");
    // Started by root, it would become a user that may not read our certificates.
    lines.add("user " + System.getProperty("user.name"));
    lines.add("persistence false");
    lines.add("log_type error");
    lines.addAll(configuration);
    Path config = Files.write(folder.resolve("mosquitto.conf"), lines);
    Process process =
        new ProcessBuilder(executable.toString(), "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    MosquittoProcess broker = new MosquittoProcess(port, folder, process);
    broker.awaitReady();
    return broker;
  }

  /** A port of the loopback interface that nobody listens on now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public String name() {
    return "mosquitto";
  }

  @Override
  public int port() {
    return port;
  }

  /** The process, to be stopped, continued or killed by fault tests. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      process.destroyForcibly(); // the JVM is already on its way out
    }
    deleteFolder();
  }

  private void awaitReady() throws IOException {
    long deadline = CLOCK.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_TIMEOUT_MS);
    // Mosquitto opens its port before it reads certificates, so it must still be alive a moment
    // after.
    while (!(accepts() && !exitsWithin(SETTLE_MS))) {
      if (!process.isAlive() || CLOCK.nanoTime() - deadline > 0) {
        String log = Files.readString(folder.resolve("mosquitto.log")).strip();
        close();
        throw new IOException("Mosquitto did not start on port " + port + ": " + log);
      }
      exitsWithin(POLL_MS);
    }
  }

  private boolean exitsWithin(long millis) throws IOException {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Mosquitto was starting", e);
    }
  }

  private boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void deleteFolder() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
