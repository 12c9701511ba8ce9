package io.github.hjelm.sensors.mqtt.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.jspecify.annotations.Nullable;

/**
 * Apache Artemis as an MQTT 3.1.1 and 5 broker inside this JVM, for the demo and the tests.
 *
 * <p>It listens on the loopback address only and keeps everything in memory. It is not a production
 * broker.
 */
public final class EmbeddedBroker implements LocalBroker {

  private static final String ACCEPTOR = "mqtt";

  /** Largest MQTT packet accepted, in bytes; a larger PUBLISH is answered with reason 0x95. */
  private static final int MAX_PACKET_BYTES = 1 << 20;

  /** What one topic may hold for slow or absent subscribers before new messages are dropped. */
  private static final long MAX_TOPIC_BYTES = 16L << 20;

  /** What all topics together may hold. */
  private static final long MAX_TOTAL_BYTES = 64L << 20;

  /**
   * What the broker logs without need: queues without dead letter or expiry address (222165,
   * 222166), a client that goes while it is being served (832001, 834001, 834004), and start
   * failures (222080, 224000, 224104), which {@link #start} throws.
   */
  private static final Set<String> NOISE =
      Set.of(
          "AMQ222165",
          "AMQ222166",
          "AMQ832001",
          "AMQ834001",
          "AMQ834004",
          "AMQ222080",
          "AMQ224000",
          "AMQ224104");

  /** Held strongly: java.util.logging keeps only weak references to loggers. */
  private static final List<Logger> BROKER_LOGS =
      List.of(
          Logger.getLogger("org.apache.activemq"),
          Logger.getLogger("org.apache.activemq.artemis.core.server"),
          Logger.getLogger("org.apache.activemq.artemis.core.protocol.mqtt"));

  private final EmbeddedActiveMQ broker;
  private final int port;

  private EmbeddedBroker(EmbeddedActiveMQ broker, int port) {
    this.broker = broker;
    this.port = port;
  }

  /**
   * Starts a broker for anybody on this machine.
   *
   * @param port TCP port, or 0 for any free one
   * @throws IOException if it cannot start, for example because the port is taken
   */
  public static EmbeddedBroker start(int port) throws IOException {
    return start(port, Map.of());
  }

  /**
   * Starts a broker.
   *
   * @param port TCP port, or 0 for any free one
   * @param users user names and passwords; empty to accept every client
   * @throws IOException if it cannot start, for example because the port is taken
   */
  public static EmbeddedBroker start(int port, Map<String, String> users) throws IOException {
    quietLogging();
    AtomicReference<Exception> failure = new AtomicReference<>();
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    try {
      broker.setConfiguration(configuration(port, !users.isEmpty()));
      broker.setSecurityManager(new Passwords(users));
      broker.createActiveMQServer();
      ActiveMQServer server = broker.getActiveMQServer();
      // start() only logs an activation failure; this listener is the way to learn of it.
      server.registerActivationFailureListener(failure::set);
      server.start();
      if (failure.get() != null) {
        throw failure.get();
      }
      NettyAcceptor acceptor = (NettyAcceptor) server.getRemotingService().getAcceptor(ACCEPTOR);
      if (acceptor == null) {
        // Another case in which start() only logs.
        throw new IllegalStateException("the MQTT acceptor was not created");
      }
      return new EmbeddedBroker(broker, acceptor.getActualPort());
    } catch (Exception e) {
      stopQuietly(broker, e);
      throw new IOException(
          "The embedded broker cannot listen on port " + port + ": " + rootMessage(e) + ".", e);
    }
  }

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public int port() {
    return port;
  }

  /** Disconnects the clients and stops; the port is free afterwards. */
  @Override
  public void close() {
    try {
      broker.stop();
    } catch (Exception e) {
      throw new IllegalStateException("cannot stop the embedded broker", e);
    }
  }

  private static void quietLogging() {
    for (Logger logger : BROKER_LOGS) {
      if (logger.getFilter() == null) {
        logger.setFilter(r -> r.getMessage() == null || !NOISE.contains(messageId(r.getMessage())));
      }
    }
    if (BROKER_LOGS.get(0).getLevel() == null) {
      BROKER_LOGS.get(0).setLevel(Level.WARNING);
    }
  }

  private static String messageId(String message) {
    int colon = message.indexOf(':');
    return colon < 0 ? message : message.substring(0, colon);
  }

  private static Configuration configuration(int port, boolean security) {
    // Nothing is written here while persistence is off; the names keep relative ones out.
    String scratch = Path.of(System.getProperty("java.io.tmpdir"), "hjelm-broker").toString();
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration.setBrokerInstance(Path.of(scratch).toFile());
    configuration
        .setName("hjelm-" + UUID.randomUUID())
        .setPersistenceEnabled(false)
        .setSecurityEnabled(security)
        .setJMXManagementEnabled(false)
        .setMaxDiskUsage(-1)
        .setJournalDirectory(scratch)
        .setBindingsDirectory(scratch)
        .setPagingDirectory(scratch)
        .setLargeMessagesDirectory(scratch)
        .setJournalType(JournalType.NIO)
        .setCreateJournalDir(false)
        .setCreateBindingsDir(false)
        .setCriticalAnalyzer(false)
        .setThreadPoolMaxSize(8)
        .setScheduledThreadPoolMaxSize(2)
        .setGlobalMaxSize(MAX_TOTAL_BYTES)
        // Never run with the well-known default cluster credentials.
        .setClusterUser(UUID.randomUUID().toString())
        .setClusterPassword(UUID.randomUUID().toString())
        // Bounds the lateness, in milliseconds, of delayed wills and session expiry.
        .setMqttSessionScanInterval(100);
    configuration.addAddressSetting(
        "#",
        new AddressSettings()
            .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
            .setMaxSizeBytes(MAX_TOPIC_BYTES));
    Map<String, Object> transport = new HashMap<>();
    transport.put("host", InetAddress.getLoopbackAddress().getHostAddress());
    transport.put("port", port);
    transport.put("protocols", "MQTT");
    transport.put("remotingThreads", 2);
    transport.put("tcpNoDelay", true);
    transport.put("quietPeriod", 0);
    // No native library: one jar for every platform and no warning on newer Java versions.
    transport.put("useEpoll", false);
    transport.put("useKQueue", false);
    Map<String, Object> mqtt = new HashMap<>();
    mqtt.put("maximumPacketSize", MAX_PACKET_BYTES);
    mqtt.put("receiveMaximum", 1024);
    configuration.addAcceptorConfiguration(
        new TransportConfiguration(
            NettyAcceptorFactory.class.getName(), transport, ACCEPTOR, mqtt));
    return configuration;
  }

  private static void stopQuietly(EmbeddedActiveMQ broker, Exception reason) {
    try {
      broker.stop();
    } catch (Exception e) {
      reason.addSuppressed(e);
    }
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  /** User names and passwords; whoever is known may publish and subscribe everywhere. */
  private record Passwords(Map<String, String> users) implements ActiveMQSecurityManager {

    Passwords {
      users = Map.copyOf(users);
    }

    @Override
    public boolean validateUser(@Nullable String user, @Nullable String password) {
      return user != null && password != null && password.equals(users.get(user));
    }

    @Override
    public boolean validateUserAndRole(
        @Nullable String user, @Nullable String password, Set<Role> roles, CheckType checkType) {
      return validateUser(user, password);
    }
  }
}
