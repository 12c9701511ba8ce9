package io.github.hjelm.sensors.mqtt.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A network that can be cut or frozen, between a client and a broker on this machine. */
public final class FaultProxy implements AutoCloseable {

  private final ServerSocket server;
  private final int brokerPort;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition thawed = lock.newCondition();
  private boolean frozen;
  private volatile boolean refusing;

  public FaultProxy(int brokerPort) throws IOException {
    this.brokerPort = brokerPort;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  public String uri() {
    return "tcp://127.0.0.1:" + server.getLocalPort();
  }

  /** Breaks all connections, as when a cable is pulled and the kernel notices. */
  public void cut() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  /** Drops new connections at once, or admits them again. */
  public void refuse(boolean refuse) {
    refusing = refuse;
  }

  /** Stops moving bytes, in both directions, while all connections stay up; or goes on. */
  public void freeze(boolean freeze) {
    lock.lock();
    try {
      frozen = freeze;
      thawed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
    freeze(false);
  }

  private void accept() throws IOException {
    while (!server.isClosed()) {
      Socket client = server.accept();
      if (refusing) {
        client.close();
        continue;
      }
      Socket broker = new Socket();
      sockets.add(client);
      sockets.add(broker);
      broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort));
      client.setTcpNoDelay(true);
      broker.setTcpNoDelay(true);
      start("up", () -> pump(client, broker));
      start("down", () -> pump(broker, client));
    }
  }

  private void pump(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        awaitThaw();
        out.write(buffer, 0, n);
      }
    }
  }

  private void awaitThaw() {
    lock.lock();
    try {
      while (frozen) {
        thawed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                Thread.currentThread().interrupt(); // a cut connection ends its pumps
              }
            },
            "fault-proxy-" + name);
    thread.setDaemon(true);
    thread.start();
  }
}
