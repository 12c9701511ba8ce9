package io.github.hjelm.sensors.mqtt;

import static io.github.hjelm.sensors.mqtt.testing.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.hjelm.sensors.mqtt.MqttRefusal.Kind;
import io.github.hjelm.sensors.mqtt.MqttSettings.Tls;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.mqtt.embedded.MosquittoProcess;
import io.github.hjelm.sensors.mqtt.netty.EventLoops;
import io.github.hjelm.sensors.mqtt.session.PemFiles;
import io.github.hjelm.sensors.mqtt.testing.Inbox;
import io.github.hjelm.sensors.mqtt.testing.TestCertificates;
import io.github.hjelm.sensors.mqtt.testing.Transport;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way to be turned away ends in one sentence of the right kind, on both transports. */
@ParameterizedClass(name = "{0}")
@EnumSource(Transport.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MqttRefusalIT {

  @TempDir static Path folder;

  private static Vertx vertx;
  private static TestCertificates trusted;
  private static TestCertificates.Identity server;
  private static TestCertificates.Identity client;

  private final Transport transport;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final AtomicInteger served = new AtomicInteger();

  MqttRefusalIT(Transport transport) {
    this.transport = transport;
  }

  @BeforeAll
  static void makeCertificates() throws IOException {
    vertx = EventLoops.create(1);
    trusted = TestCertificates.createAuthority(folder.resolve("trusted"));
    server = trusted.issue("server", "dns:localhost,ip:127.0.0.1");
    client = trusted.issue("robot", "dns:robot");
  }

  @AfterAll
  static void stopLoops() {
    vertx.close().await();
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  private MqttLink connect(MqttSettings settings) throws Exception {
    MqttLink link = transport.link(settings, vertx);
    open.add(0, link);
    link.connect().toCompletableFuture().get(20, TimeUnit.SECONDS);
    return link;
  }

  private String assertRefused(Kind kind, MqttSettings settings) {
    ExecutionException e = assertThrows(ExecutionException.class, () -> connect(settings));
    MqttRefusal refusal = assertInstanceOf(MqttRefusal.class, e.getCause());
    String sentence = String.valueOf(refusal.getMessage());
    assertEquals(kind, refusal.kind(), sentence);
    assertTrue(sentence.endsWith("."), sentence);
    assertTrue(sentence.lines().count() == 1, sentence);
    return sentence;
  }

  private LocalBroker mosquitto(String... configuration) throws IOException {
    assumeTrue(
        MosquittoProcess.executable().isPresent(),
        "skipped, because Mosquitto is not installed (apt install mosquitto)");
    LocalBroker broker =
        MosquittoProcess.start(MosquittoProcess.freePort(), List.of(configuration));
    open.add(broker);
    return broker;
  }

  private LocalBroker secureMosquitto(TestCertificates.Identity identity, String... more)
      throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "allow_anonymous true",
                "cafile " + trusted.authority(),
                "certfile " + identity.certificate(),
                "keyfile " + identity.key()));
    lines.addAll(List.of(more));
    return mosquitto(lines.toArray(new String[0]));
  }

  private static MqttSettings secure(LocalBroker broker, String host, Path authority)
      throws MqttRefusal {
    return MqttSettings.of("tls://" + host + ":" + broker.port())
        .withTls(new Tls(Optional.of(authority), Optional.empty()));
  }

  private static MqttSettings settings(int port) throws MqttRefusal {
    return MqttSettings.of("tcp://127.0.0.1:" + port).withConnectTimeout(Duration.ofSeconds(1));
  }

  private void assertWorks(MqttLink link) throws Exception {
    Inbox inbox = new Inbox();
    link.subscribe("t", inbox).toCompletableFuture().get(10, TimeUnit.SECONDS);
    byte[] payload = "secret".getBytes(StandardCharsets.ISO_8859_1);
    link.publish("t", payload, payload.length);
    assertEquals("secret", inbox.next().text());
  }

  @Test
  void nobodyListens() throws Exception {
    int port = MosquittoProcess.freePort();
    assertTrue(assertRefused(Kind.UNREACHABLE, settings(port)).contains(":" + port));
  }

  @Test
  void noSuchHost() throws Exception {
    String sentence =
        assertRefused(Kind.UNREACHABLE, MqttSettings.of("tcp://no-such-robot.invalid"));
    assertTrue(sentence.contains("no-such-robot.invalid"), sentence);
  }

  @Test
  void somebodyWhoDropsConnections() throws Exception {
    ServerSocket dropping = serve(Socket::close);
    assertRefused(Kind.NO_BROKER, settings(dropping.getLocalPort()));
  }

  @Test
  void somebodyWhoSaysNothing() throws Exception {
    ServerSocket silent = serve(socket -> {});
    String sentence = assertRefused(Kind.NO_BROKER, settings(silent.getLocalPort()));
    assertTrue(sentence.contains("1000 ms"), sentence);
  }

  @Test
  void somebodyWhoSpeaksHttp() throws Exception {
    byte[] answer = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    ServerSocket http = serve(socket -> socket.getOutputStream().write(answer));
    assertRefused(Kind.NO_BROKER, settings(http.getLocalPort()));
  }

  @Test
  void wrongPassword() throws Exception {
    Path passwords = folder.resolve("passwords-" + transport);
    // Mosquitto's own tool would hash it; a plain-text file is what an unhashed password file is
    // refused as.
    Process hash =
        new ProcessBuilder("mosquitto_passwd", "-b", "-c", passwords.toString(), "robot", "right")
            .start();
    assertEquals(0, hash.waitFor());
    assertTrue(passwords.toFile().setReadable(true, false));
    LocalBroker broker = mosquitto("allow_anonymous false", "password_file " + passwords);
    MqttSettings settings = MqttSettings.of(broker.uri());

    String sentence = assertRefused(Kind.CREDENTIALS, settings.withCredentials("robot", "wrong"));
    assertTrue(sentence.contains("robot") && !sentence.contains("wrong"), sentence);
    assertRefused(Kind.CREDENTIALS, settings);
    assertWorks(connect(settings.withCredentials("robot", "right")));
  }

  @Test
  void anAddressOfTheNewerInternet() throws Exception {
    boolean loopback =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .anyMatch(address -> address instanceof Inet6Address && address.isLoopbackAddress());
    assumeTrue(loopback, "skipped, because this machine has no IPv6");
    int port = MosquittoProcess.freePort();
    LocalBroker broker = mosquitto("allow_anonymous true", "listener " + port + " ::1");
    assertTrue(broker.port() > 0);
    assertWorks(connect(MqttSettings.of("tcp://[::1]:" + port)));
  }

  @Test
  void trustedBrokerOverTls() throws Exception {
    LocalBroker broker = secureMosquitto(server);
    assertWorks(connect(secure(broker, "localhost", trusted.authority())));
    assertWorks(connect(secure(broker, "127.0.0.1", trusted.authority())));
  }

  @Test
  void strangeAuthority() throws Exception {
    LocalBroker broker = secureMosquitto(server);
    TestCertificates strange =
        TestCertificates.createAuthority(folder.resolve("strange-" + transport));
    assertRefused(Kind.CERTIFICATE, secure(broker, "localhost", strange.authority()));
    assertRefused(Kind.CERTIFICATE, MqttSettings.of("tls://localhost:" + broker.port()));
  }

  @Test
  void certificateOfAnotherHost() throws Exception {
    LocalBroker broker = secureMosquitto(trusted.issue("other-" + transport, "dns:other.example"));
    String sentence =
        assertRefused(Kind.CERTIFICATE, secure(broker, "localhost", trusted.authority()));
    assertTrue(sentence.contains("another host name"), sentence);
  }

  @Test
  void brokerThatWantsAnIdentity() throws Exception {
    LocalBroker broker = secureMosquitto(server, "require_certificate true");
    MqttSettings anonymous = secure(broker, "localhost", trusted.authority());
    assertRefused(Kind.CERTIFICATE, anonymous);
    Tls mutual =
        new Tls(
            Optional.of(trusted.authority()),
            Optional.of(new Tls.Identity(client.certificate(), client.key())));
    assertWorks(connect(anonymous.withTls(mutual)));
  }

  @Test
  void brokerOfAnOlderTls() throws Exception {
    Tls ownIdentity =
        new Tls(
            Optional.of(trusted.authority()),
            Optional.of(new Tls.Identity(server.certificate(), server.key())));
    SSLServerSocket old =
        (SSLServerSocket)
            PemFiles.context(ownIdentity).getServerSocketFactory().createServerSocket(0);
    old.setEnabledProtocols(new String[] {"TLSv1.2"});
    serve(old, socket -> socket.getInputStream().read());
    assertRefused(
        Kind.CERTIFICATE,
        MqttSettings.of("tls://localhost:" + old.getLocalPort())
            .withTls(new Tls(Optional.of(trusted.authority()), Optional.empty())));
  }

  @Test
  void plainTextToATlsPort() throws Exception {
    LocalBroker broker = secureMosquitto(server);
    assertRefused(Kind.NO_BROKER, settings(broker.port()));
  }

  @Test
  void tlsToAPlainPort() throws Exception {
    LocalBroker broker = mosquitto("allow_anonymous true");
    MqttSettings settings =
        secure(broker, "localhost", trusted.authority()).withConnectTimeout(Duration.ofSeconds(1));
    ExecutionException e = assertThrows(ExecutionException.class, () -> connect(settings));
    assertInstanceOf(MqttRefusal.class, e.getCause());
  }

  @Test
  void filesThatAreNoCertificates() throws Exception {
    Path nonsense = Files.writeString(folder.resolve("nonsense-" + transport), "nonsense");
    MqttSettings settings = MqttSettings.of("tls://localhost:1");
    assertTrue(
        assertRefused(
                Kind.CERTIFICATE,
                settings.withTls(new Tls(Optional.of(nonsense), Optional.empty())))
            .contains(nonsense.toString()));
    Path missing = folder.resolve("missing.pem");
    assertTrue(
        assertRefused(
                Kind.CERTIFICATE, settings.withTls(new Tls(Optional.of(missing), Optional.empty())))
            .contains(missing.toString()));
    assertTrue(
        assertRefused(
                Kind.CERTIFICATE,
                settings.withTls(
                    new Tls(
                        Optional.empty(),
                        Optional.of(new Tls.Identity(client.certificate(), nonsense)))))
            .contains("openssl pkcs8"));
  }

  @Test
  void leaksNoThreadsWhenTlsIsRefusedAgainAndAgain() throws Exception {
    LocalBroker broker = secureMosquitto(server, "require_certificate true");
    MqttSettings anonymous = secure(broker, "localhost", trusted.authority());
    for (int i = 0; i < 5; i++) {
      assertRefused(Kind.CERTIFICATE, anonymous);
    }
    eventually(
        () -> "no connecting threads are left",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("MQTT Con")));
  }

  private interface Service {
    void serve(Socket socket) throws IOException;
  }

  private ServerSocket serve(Service service) throws IOException {
    ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    serve(socket, service);
    return socket;
  }

  private void serve(ServerSocket socket, Service service) {
    open.add(socket);
    Thread thread =
        new Thread(
            () -> {
              while (!socket.isClosed()) {
                try {
                  service.serve(socket.accept());
                } catch (IOException e) {
                  served.incrementAndGet(); // the client has gone, or the test is over
                }
              }
            },
            "service");
    thread.setDaemon(true);
    thread.start();
  }
}
