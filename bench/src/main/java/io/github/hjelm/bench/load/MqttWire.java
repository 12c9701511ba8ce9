package io.github.hjelm.bench.load;

import io.github.hjelm.bench.contract.BenchTopics;
import io.github.hjelm.bench.rig.UrgentThread;
import io.github.hjelm.bench.rig.WireClient;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * All virtual robots on one connection. The thread that calls {@link #publish} sends; a second one
 * blocks in the read of the socket, stamps each command as the read returns and enters it. One
 * thread for both would have to wait for a socket for less than a millisecond, which Java cannot.
 */
public final class MqttWire implements Wire, AutoCloseable {

  private final WireClient client;
  private final Ledger ledger;
  private final MonotonicClock clock;
  private final int firstRobot;
  private final byte[][] topics;
  private final Thread reader;
  private volatile String broken = "";
  private volatile boolean closing;

  /** Connects and subscribes to the commands of robots from {@code firstRobot} on. */
  public MqttWire(int port, int firstRobot, int robots, Ledger ledger, MonotonicClock clock)
      throws IOException {
    this.ledger = ledger;
    this.clock = clock;
    this.firstRobot = firstRobot;
    topics = new byte[robots][];
    for (int i = 0; i < robots; i++) {
      topics[i] = BenchTopics.observation(firstRobot + i).getBytes(StandardCharsets.UTF_8);
    }
    client = new WireClient(port, "bench-" + firstRobot);
    client.subscribe(BenchTopics.ALL_COMMANDS);
    reader = new Thread(() -> UrgentThread.during(this::read), "bench-reader");
    reader.setDaemon(true);
    reader.start();
  }

  @Override
  public void publish(int robot, byte[] message, int length) throws IOException {
    if (!broken.isEmpty()) {
      throw new IOException(broken);
    }
    client.publish(topics[robot - firstRobot], message, length);
  }

  private void read() {
    byte[] command = new byte[FrameLimits.MAX_FRAME_BYTES];
    try {
      while (!closing) {
        int length = client.receive(command);
        ledger.reply(command, length, clock.nanoTime());
      }
    } catch (IOException e) {
      if (!closing) {
        broken = "the broker is gone: " + e.getMessage();
      }
    }
  }

  @Override
  public void close() throws IOException {
    closing = true;
    client.close();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
