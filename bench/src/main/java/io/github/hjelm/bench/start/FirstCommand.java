package io.github.hjelm.bench.start;

import io.github.hjelm.bench.rig.WireClient;
import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.codec.FrameCodecs;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.StatusFrame;
import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * From calling the launcher, as a user does, to the first command that a robot receives: a robot
 * that stands still tells its state all the while.
 */
public final class FirstCommand {

  private static final String ROBOT = "bench-start";
  private static final String SENSOR = "state";
  private static final int STATES = 4;
  private static final Path BUNDLE = Path.of("model-export", "bundles", "amr-obstacles.zip");

  /** A robot says where it is so often. */
  private static final int PERIOD_MS = 5;

  /** So long in the worst case; the controller ends by itself then, whatever has become of us. */
  private static final int AT_MOST_S = 15;

  private static final int END_WITHIN_S = 2;

  private final Path home;
  private final int port;
  private final Path folder;
  private final MonotonicClock clock;

  /**
   * @param home the project's folder, with the launcher
   * @param port of a broker
   * @param folder for the configuration
   */
  public FirstCommand(Path home, int port, Path folder, MonotonicClock clock) {
    this.home = home.toAbsolutePath();
    this.port = port;
    this.folder = folder;
    this.clock = clock;
  }

  /** Why it cannot be measured here; empty when it can. */
  public Optional<String> missing() {
    for (Path needed : List.of(launcher(), home.resolve(BUNDLE))) {
      if (!Files.isRegularFile(needed)) {
        return Optional.of("there is no " + needed);
      }
    }
    return Optional.empty();
  }

  private Path launcher() {
    return home.resolve("hjelm");
  }

  /**
   * Starts a controller so often, and ends it.
   *
   * @return seconds of each start
   * @throws IOException when a start brings no command, with the controller's last words
   */
  public List<Double> seconds(int times) throws IOException, InterruptedException {
    Path config = folder.resolve("first-command.yaml");
    Files.writeString(
        config,
        """
        broker:
          uri: tcp://127.0.0.1:%d
        robots:
          - name: %s
            bundle: %s
        dashboard:
          port: 0
        """
            .formatted(port, ROBOT, home.resolve(BUNDLE)));
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      all.add(once(config));
    }
    return all;
  }

  private double once(Path config) throws IOException, InterruptedException {
    Path log = folder.resolve("first-command.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                launcher().toString(),
                "run",
                "--config",
                config.toString(),
                "--seconds",
                Integer.toString(AT_MOST_S))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    try (WireClient robot = new WireClient(port, ROBOT)) {
      robot.subscribe(Topics.command(ROBOT));
      robot.receiveTimeoutMs(PERIOD_MS);
      long beganNs = clock.nanoTime();
      Process process = builder.start();
      Thread atExit = new Thread(process::destroyForcibly, "stop-" + ROBOT);
      Runtime.getRuntime().addShutdownHook(atExit);
      try {
        if (!isCommanded(robot, process, beganNs)) {
          throw new IOException("the controller sent no command: " + Files.readString(log).strip());
        }
        return (clock.nanoTime() - beganNs) / 1e9;
      } finally {
        end(process, atExit);
      }
    }
  }

  private static void end(Process process, Thread atExit) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(END_WITHIN_S, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      process.destroyForcibly(); // this process is ending, and the hook may be late
    }
  }

  /** Says that the robot is there, and where, until it is told what to do. */
  private boolean isCommanded(WireClient robot, Process process, long beganNs) throws IOException {
    FrameCodec codec = FrameCodecs.named("binary", Optional.empty());
    SensorFrame frame = new SensorFrame();
    frame.robotName().set(ROBOT);
    frame.sensorName().set(SENSOR);
    frame.setEpoch(1).resize(STATES);
    StatusFrame status =
        new StatusFrame(ROBOT, "robot", true, 1, 0, 0, "mobile-robot", "binary", "");
    byte[] standing = Topics.status(ROBOT).getBytes(StandardCharsets.UTF_8);
    byte[] topic = Topics.observation(ROBOT, SENSOR).getBytes(StandardCharsets.UTF_8);
    byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];
    byte[] command = new byte[FrameLimits.MAX_FRAME_BYTES];
    long untilNs = beganNs + TimeUnit.SECONDS.toNanos(AT_MOST_S);
    for (int said = 0; process.isAlive() && clock.nanoTime() - untilNs < 0; said++) {
      robot.publish(standing, payload, codec.encode(status, payload));
      frame.setSequence(said).setStampNs(clock.nanoTime());
      robot.publish(topic, payload, codec.encode(frame, payload));
      if (receives(robot, command)) {
        return true;
      }
    }
    return false;
  }

  private static boolean receives(WireClient robot, byte[] command) throws IOException {
    try {
      robot.receive(command);
      return true;
    } catch (SocketTimeoutException e) {
      return false; // not yet
    }
  }
}
