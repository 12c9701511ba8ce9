package io.github.hjelm.bench.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * The floor under all rows: the same bytes there and back over one TCP connection, without a
 * broker.
 */
final class EchoStack implements Stack {

  private final ServerSocket server;
  private final Socket socket;
  private final ResponderThread responder;

  EchoStack(int frameBytes) throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    socket = new Socket(server.getInetAddress(), server.getLocalPort());
    socket.setTcpNoDelay(true);
    Socket accepted = server.accept();
    accepted.setTcpNoDelay(true);
    byte[] buffer = new byte[frameBytes];
    responder =
        new ResponderThread(
            "tcp-echo",
            () -> {
              int n = accepted.getInputStream().readNBytes(buffer, 0, buffer.length);
              accepted.getOutputStream().write(buffer, 0, n);
            });
  }

  @Override
  public String responder() {
    return "bare TCP echo";
  }

  @Override
  public String broker() {
    return "-";
  }

  @Override
  public int roundTrip(byte[] frame, int length, byte[] answer) throws IOException {
    socket.getOutputStream().write(frame, 0, length);
    return socket.getInputStream().readNBytes(answer, 0, length);
  }

  @Override
  public long allocatedBytes() {
    return responder.allocatedBytes();
  }

  @Override
  public void close() throws IOException {
    responder.end();
    socket.close();
    server.close();
  }
}
