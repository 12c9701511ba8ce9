package io.github.hjelm.sensors.mqtt.paho;

import io.github.hjelm.sensors.mqtt.session.PemFiles;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;

/**
 * The socket under Paho, with two of its traps removed.
 *
 * <p>TCP_NODELAY is set, which Paho never does: small frames would wait for each other's
 * acknowledgement. And nothing is read before something was written: a broker that drops a
 * connection at once would otherwise end Paho's receiver while its starter still polls for it to
 * run, and that thread would poll for ever.
 */
final class PahoNetwork implements NetworkModule {

  /** Paho looks whether it should stop whenever a read times out. */
  private static final int READ_TIMEOUT_MS = 1_000;

  private final URI broker;
  private final int connectTimeoutMs;
  private final CountDownLatch written = new CountDownLatch(1);
  private final Socket socket;

  PahoNetwork(URI broker, SocketFactory sockets, int connectTimeoutMs) throws IOException {
    this.broker = broker;
    this.connectTimeoutMs = connectTimeoutMs;
    this.socket = sockets.createSocket();
  }

  @Override
  public void start() throws IOException {
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(broker.getHost(), broker.getPort()), connectTimeoutMs);
    if (socket instanceof SSLSocket secure) {
      socket.setSoTimeout(connectTimeoutMs);
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setProtocols(new String[] {PemFiles.PROTOCOL});
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.startHandshake();
    }
    socket.setSoTimeout(READ_TIMEOUT_MS);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new InputAfterOutput(socket.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(socket.getOutputStream()) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        written.countDown();
      }

      @Override
      public void write(int value) throws IOException {
        out.write(value);
        written.countDown();
      }
    };
  }

  @Override
  public void stop() throws IOException {
    written.countDown();
    socket.close();
  }

  @Override
  public String getServerURI() {
    return broker.toString();
  }

  /** Input that waits for the first output. */
  private final class InputAfterOutput extends FilterInputStream {

    InputAfterOutput(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      awaitOutput();
      return super.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      awaitOutput();
      return super.read(target, offset, length);
    }

    @Override
    public int available() throws IOException {
      return written.getCount() > 0 ? 0 : super.available();
    }

    private void awaitOutput() throws IOException {
      if (written.getCount() == 0) {
        return;
      }
      try {
        written.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted before anything was sent", e);
      }
    }
  }
}
