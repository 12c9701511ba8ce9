package io.github.hjelm.sensors.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The bytes of MQTT 3.1.1 by hand: a client that does what a {@link MqttLink} never would. */
final class RawClient {

  private static final int CONNECT = 0x10;
  private static final int PUBLISH_QOS1_RETAINED = 0x33;
  private static final int ANSWER_BYTES = 4;

  private RawClient() {}

  /** Publishes a retained message and returns when the broker has it. */
  static void publishRetained(String broker, String topic, String text) throws IOException {
    URI uri = URI.create(broker);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      ByteArrayOutputStream connect = new ByteArrayOutputStream();
      connect.writeBytes(string("MQTT"));
      connect.writeBytes(new byte[] {4, 2, 0, 60});
      connect.writeBytes(string("raw"));
      send(socket, CONNECT, connect);
      expect(socket, 0x20);

      ByteArrayOutputStream publish = new ByteArrayOutputStream();
      publish.writeBytes(string(topic));
      publish.writeBytes(new byte[] {0, 1});
      publish.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      send(socket, PUBLISH_QOS1_RETAINED, publish);
      expect(socket, 0x40);
    }
  }

  private static void send(Socket socket, int type, ByteArrayOutputStream body) throws IOException {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(type);
    packet.write(body.size());
    packet.writeBytes(body.toByteArray());
    socket.getOutputStream().write(packet.toByteArray());
  }

  private static void expect(Socket socket, int type) throws IOException {
    byte[] answer = socket.getInputStream().readNBytes(ANSWER_BYTES);
    if (answer.length < ANSWER_BYTES
        || (answer[0] & 0xFF) != type
        || answer[3] != (type == 0x20 ? 0 : 1)) {
      throw new IOException("the broker answered something else");
    }
  }

  private static byte[] string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes.length >>> 8);
    out.write(bytes.length);
    out.writeBytes(bytes);
    return out.toByteArray();
  }
}
