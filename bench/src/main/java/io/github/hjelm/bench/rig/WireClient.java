package io.github.hjelm.bench.rig;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The least that speaks MQTT 3.1.1: one blocking socket, packets made of raw bytes, no allocation
 * per message. It is both the robot that measures and the floor that other clients are compared
 * with.
 */
public final class WireClient implements AutoCloseable {

  private static final int CONNECT = 0x10;
  private static final int CONNACK = 0x20;
  private static final int PUBLISH = 0x30;
  private static final int SUBSCRIBE = 0x82;
  private static final int SUBACK = 0x90;
  private static final int TYPE_MASK = 0xF0;
  private static final int MAX_PACKET_BYTES = 1 << 16;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] received = new byte[MAX_PACKET_BYTES];
  private final byte[] sending = new byte[MAX_PACKET_BYTES];
  private int bodyLength;

  /** Connects to a broker on this machine. */
  public WireClient(int port, String clientId) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    // A packet in one system call, as its writer sent it.
    in = new BufferedInputStream(socket.getInputStream(), MAX_PACKET_BYTES);
    out = socket.getOutputStream();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(string("MQTT"));
    // Protocol level 4, clean session, no keep-alive.
    body.writeBytes(new byte[] {4, 2, 0, 0});
    body.writeBytes(string(clientId));
    write(CONNECT, body);
    expect(CONNACK);
  }

  /** Subscribes with QoS 0 and waits for the broker's answer. */
  public void subscribe(String filter) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(new byte[] {0, 1});
    body.writeBytes(string(filter));
    body.write(0);
    write(SUBSCRIBE, body);
    expect(SUBACK);
  }

  /** Sends one message with QoS 0, in one write. */
  public void publish(byte[] topic, byte[] payload, int length) throws IOException {
    int body = 2 + topic.length + length;
    int at = 0;
    sending[at++] = PUBLISH;
    at = putLength(body, at);
    sending[at++] = (byte) (topic.length >>> 8);
    sending[at++] = (byte) topic.length;
    System.arraycopy(topic, 0, sending, at, topic.length);
    at += topic.length;
    System.arraycopy(payload, 0, sending, at, length);
    out.write(sending, 0, at + length);
  }

  /**
   * Waits for the next message and copies its payload to the front of {@code target}.
   *
   * @return the payload's length
   */
  public int receive(byte[] target) throws IOException {
    int type;
    do {
      type = readPacket();
    } while (type != PUBLISH);
    int payload = 2 + ((received[0] & 0xFF) << 8 | (received[1] & 0xFF));
    System.arraycopy(received, payload, target, 0, bodyLength - payload);
    return bodyLength - payload;
  }

  /** How long {@link #receive} waits; it then throws {@link java.net.SocketTimeoutException}. */
  public void receiveTimeoutMs(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private int readPacket() throws IOException {
    int type = in.read();
    if (type < 0) {
      throw new EOFException("the broker closed the connection");
    }
    int length = 0;
    int shift = 0;
    int digit;
    do {
      digit = in.read();
      length |= (digit & 0x7F) << shift;
      shift += 7;
    } while ((digit & 0x80) != 0 && shift < 28);
    if (digit < 0 || length > MAX_PACKET_BYTES) {
      throw new IOException("the broker sent a packet of " + length + " bytes");
    }
    int read = in.readNBytes(received, 0, length);
    if (read < length) {
      throw new EOFException("the broker closed the connection in a packet");
    }
    bodyLength = length;
    return type & TYPE_MASK;
  }

  private int putLength(int length, int start) {
    int at = start;
    int left = length;
    do {
      int digit = left & 0x7F;
      left >>>= 7;
      sending[at++] = (byte) (left > 0 ? digit | 0x80 : digit);
    } while (left > 0);
    return at;
  }

  private void write(int type, ByteArrayOutputStream body) throws IOException {
    sending[0] = (byte) type;
    int at = putLength(body.size(), 1);
    System.arraycopy(body.toByteArray(), 0, sending, at, body.size());
    out.write(sending, 0, at + body.size());
  }

  private void expect(int type) throws IOException {
    int got = readPacket();
    boolean refused = type == CONNACK ? received[1] != 0 : received[bodyLength - 1] < 0;
    if (got != type || refused) {
      throw new IOException("the broker does not admit a client without user and password");
    }
  }

  private static byte[] string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[2 + bytes.length];
    out[0] = (byte) (bytes.length >>> 8);
    out[1] = (byte) bytes.length;
    System.arraycopy(bytes, 0, out, 2, bytes.length);
    return out;
  }
}
