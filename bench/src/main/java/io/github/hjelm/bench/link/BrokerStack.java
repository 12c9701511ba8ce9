package io.github.hjelm.bench.link;

import io.github.hjelm.bench.rig.WireClient;
import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/** Robot → broker → responder → broker → robot; the robot is always the same raw client. */
final class BrokerStack implements Stack {

  private static final int LOST_AFTER_MS = 1_000;

  private final String responder;
  private final LocalBroker broker;
  private final WireClient robot;
  private final byte[] observations;
  private final LongSupplier allocated;
  private final AutoCloseable resource;

  /** Starts a responder that listens to one topic and answers on another. */
  interface ResponderFactory {
    Responder start(LocalBroker broker, String observations, String commands) throws IOException;
  }

  /** A running responder: what it has allocated so far, and how to end it. */
  record Responder(LongSupplier allocated, AutoCloseable resource) {}

  BrokerStack(String responder, LocalBroker broker, ResponderFactory factory) throws IOException {
    String name = responder.replace(' ', '-');
    String topic = Topics.observation(name, "state");
    String commands = Topics.command(name);
    this.responder = responder;
    this.broker = broker;
    this.observations = topic.getBytes(StandardCharsets.UTF_8);
    this.robot = new WireClient(broker.port(), "robot-of-" + name);
    robot.subscribe(commands);
    robot.receiveTimeoutMs(LOST_AFTER_MS);
    Responder started = factory.start(broker, topic, commands);
    this.allocated = started.allocated();
    this.resource = started.resource();
  }

  @Override
  public String responder() {
    return responder;
  }

  @Override
  public String broker() {
    return broker.name();
  }

  @Override
  public int roundTrip(byte[] frame, int length, byte[] answer) throws IOException {
    robot.publish(observations, frame, length);
    return robot.receive(answer);
  }

  @Override
  public long allocatedBytes() {
    return allocated.getAsLong();
  }

  @Override
  public void close() throws IOException {
    robot.close();
    try {
      resource.close();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(responder + " did not end", e);
    }
  }
}
