package io.github.hjelm.sensors.mqtt;

import static io.github.hjelm.sensors.mqtt.testing.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.mqtt.LinkStatus.State;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.mqtt.netty.EventLoops;
import io.github.hjelm.sensors.mqtt.testing.BrokerKind;
import io.github.hjelm.sensors.mqtt.testing.FaultProxy;
import io.github.hjelm.sensors.mqtt.testing.Inbox;
import io.github.hjelm.sensors.mqtt.testing.Transport;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link MqttLink} promises, on both transports and both brokers. */
@ParameterizedClass(name = "{0} on {1}")
@MethodSource("combinations")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MqttLinkIT {

  /** What went wrong on the event loop without anybody noticing. */
  private static final AtomicReference<@Nullable Throwable> UNHANDLED = new AtomicReference<>();

  private static Vertx vertx;

  private final Transport transport;
  private final BrokerKind brokerKind;

  private final List<MqttLink> links = new ArrayList<>();
  private LocalBroker broker;

  @SuppressWarnings("NullAway.Init") // each test has a broker of its own
  MqttLinkIT(Transport transport, BrokerKind brokerKind) {
    this.transport = transport;
    this.brokerKind = brokerKind;
  }

  static Stream<Arguments> combinations() {
    return Stream.of(Transport.values())
        .flatMap(
            transport ->
                Stream.of(BrokerKind.values()).map(broker -> Arguments.of(transport, broker)));
  }

  @BeforeAll
  static void startLoops() {
    vertx = EventLoops.create(1);
    vertx.exceptionHandler(UNHANDLED::set);
  }

  @AfterAll
  static void stopLoops() {
    vertx.close().await();
  }

  @BeforeEach
  void startBroker() throws Exception {
    broker = brokerKind.start();
  }

  @AfterEach
  void closeAll() {
    links.forEach(MqttLink::close);
    broker.close();
    assertNull(UNHANDLED.getAndSet(null));
  }

  private MqttLink link(MqttSettings settings) {
    MqttLink link = transport.link(settings, vertx);
    links.add(link);
    return link;
  }

  private MqttLink connected(MqttSettings settings) throws Exception {
    MqttLink link = link(settings);
    link.connect().toCompletableFuture().get(10, TimeUnit.SECONDS);
    return link;
  }

  private MqttLink connected() throws Exception {
    return connected(MqttSettings.of(broker.uri()));
  }

  private static Inbox listen(MqttLink link, String filter) throws Exception {
    Inbox inbox = new Inbox();
    link.subscribe(filter, inbox).toCompletableFuture().get(10, TimeUnit.SECONDS);
    return inbox;
  }

  private static PublishOutcome send(MqttLink link, String topic, String text, boolean retained) {
    byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
    return link.publish(topic, payload, payload.length, retained);
  }

  private static PublishOutcome send(MqttLink link, String topic, String text) {
    return send(link, topic, text, false);
  }

  @Test
  void whatWasGivenUpIsNotDelivered() throws Exception {
    MqttLink link = connected();
    Inbox given = listen(link, "hjelm/r1/obs/+");
    Inbox kept = listen(link, "hjelm/r2/obs/+");
    link.unsubscribe("hjelm/r1/obs/+").toCompletableFuture().get(10, TimeUnit.SECONDS);
    link.unsubscribe("nobody/listens").toCompletableFuture().get(10, TimeUnit.SECONDS);
    send(link, "hjelm/r1/obs/state", "given up");
    send(link, "hjelm/r2/obs/state", "kept");
    assertEquals("kept", kept.next().text());
    assertNull(given.nextWithin(1), "messages of one link come in order");

    Inbox again = listen(link, "hjelm/r1/obs/+");
    send(link, "hjelm/r1/obs/state", "again");
    assertEquals("again", again.next().text());
  }

  @Test
  void deliversWhatWasPublished() throws Exception {
    MqttLink link = connected();
    Inbox inbox = listen(link, "hjelm/r1/obs/+");
    long before = System.nanoTime();
    byte[] payload = "0123456789".getBytes(StandardCharsets.ISO_8859_1);

    assertEquals(PublishOutcome.SENT, link.publish("hjelm/r1/obs/state", payload, 4));

    Inbox.Mail mail = inbox.next();
    assertEquals("hjelm/r1/obs/state", mail.topic());
    assertEquals("0123", mail.text());
    assertFalse(mail.retained());
    assertTrue(mail.receivedNs() - before > 0 && System.nanoTime() - mail.receivedNs() > 0);
    assertEquals(1, link.status().received());
    assertEquals(1, link.status().sent());
  }

  @Test
  void copiesThePayloadBeforePublishReturns() throws Exception {
    MqttLink link = connected();
    Inbox inbox = listen(link, "t");
    byte[] payload = {'a'};
    for (char c = 'a'; c <= 'z'; c++) {
      payload[0] = (byte) c;
      assertEquals(PublishOutcome.SENT, link.publish("t", payload, 1));
    }
    for (char c = 'a'; c <= 'z'; c++) {
      assertEquals(String.valueOf(c), inbox.next().text());
    }
  }

  @Test
  void carriesEmptyAndLargeMessages() throws Exception {
    MqttLink link = connected();
    Inbox inbox = listen(link, "size");
    String large = "x".repeat(100_000);
    send(link, "size", "");
    send(link, "size", large);
    assertEquals("", inbox.next().text());
    assertEquals(large, inbox.next().text());
  }

  @Test
  void subscriptionsMadeBeforeConnectingCount() throws Exception {
    MqttLink link = link(MqttSettings.of(broker.uri()));
    Inbox inbox = listen(link, "early");
    link.connect().toCompletableFuture().get(10, TimeUnit.SECONDS);
    send(link, "early", "bird");
    assertEquals("bird", inbox.next().text());
  }

  @Test
  void givesEachListenerWhatItAskedFor() throws Exception {
    MqttLink link = connected();
    Inbox one = listen(link, "a/1");
    Inbox other = listen(link, "b/#");
    send(link, "a/1", "first");
    send(link, "b/x/y", "second");
    assertEquals("first", one.next().text());
    assertEquals("second", other.next().text());
    one.assertEmpty();
    other.assertEmpty();
  }

  @Test
  void aListenerThatFailsCostsNeitherTheLinkNorTheOthers() throws Exception {
    MqttLink link = connected();
    link.subscribe(
            "bad",
            message -> {
              throw new IllegalStateException("a defect");
            })
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    Inbox good = listen(link, "good");
    send(link, "bad", "x");
    send(link, "good", "y");
    assertEquals("y", good.next().text());
    // MQTT keeps the order within a topic only, so the bad message may still be on its way.
    eventually(
        () -> "the defect is told: " + link.status(),
        () -> link.status().lastError().contains("a defect"));
    assertTrue(link.status().connected());
    assertEquals(1, link.status().connections());
  }

  @Test
  void dropsAndCountsWithoutAConnection() throws Exception {
    MqttLink link = link(MqttSettings.of(broker.uri()));
    assertEquals(PublishOutcome.NOT_CONNECTED, send(link, "t", "x"));
    assertEquals(1, link.status().dropped());
    assertEquals(State.NEW, link.status().state());
  }

  @Test
  void keepsStatusMessagesForThoseWhoComeLater() throws Exception {
    MqttLink early = connected();
    Inbox live = listen(early, "hjelm/+/status");
    send(early, "hjelm/r1/status", "online", true);
    assertEquals("online", live.next().text());
    assertKept("hjelm/+/status", "online");
  }

  /** Asks anew when nothing comes: the broker may hand a message out before it has kept it. */
  private void assertKept(String filter, String text) throws Exception {
    Inbox.@Nullable Mail mail = null;
    for (int attempt = 0; mail == null && attempt < 10; attempt++) {
      mail = listen(connected(), filter).nextWithin(1_000);
    }
    assertNotNull(mail, "the broker kept nothing");
    assertEquals(text, mail.text());
    assertTrue(mail.retained());
  }

  @Test
  void neverSendsARetainedCommand() throws Exception {
    MqttLink link = connected();
    assertEquals(PublishOutcome.RETAINED_COMMAND, send(link, "hjelm/r1/cmd", "go", true));
    assertEquals(1, link.status().dropped());
  }

  @Test
  void refusesACommandThatTheBrokerKept() throws Exception {
    RawClient.publishRetained(broker.uri(), "hjelm/r1/cmd", "old");
    MqttLink link = connected();
    Inbox inbox = listen(link, "hjelm/r1/cmd");
    send(link, "hjelm/r1/cmd", "new");
    assertEquals("new", inbox.next().text());
    inbox.assertEmpty();
    assertEquals(1, link.status().retainedCommands());
  }

  @Test
  void refusesWhatIsTooLargeAndGoesOn() throws Exception {
    MqttLink receiver = connected(MqttSettings.of(broker.uri()).withMaxMessageBytes(1_000));
    Inbox inbox = listen(receiver, "t");
    assertEquals(PublishOutcome.OVERSIZE, send(receiver, "t", "x".repeat(1_001)));

    MqttLink sender = connected();
    send(sender, "t", "x".repeat(100_000));
    eventually(
        () -> "a small message after a large one, " + receiver.status(),
        () -> {
          send(sender, "t", "small");
          return receiver.status().connected() && receiver.status().received() > 0;
        });
    assertEquals("small", inbox.next().text());
  }

  @Test
  void leavesQuietlyButDiesAloud() throws Exception {
    MqttLink witness = connected();
    Inbox inbox = listen(witness, "hjelm/+/status");
    byte[] offline = "offline".getBytes(StandardCharsets.ISO_8859_1);
    MqttSettings leaving =
        MqttSettings.of(broker.uri())
            .withLastWill(
                new MqttSettings.LastWill("hjelm/leaving/status", offline, offline.length));
    if (brokerKind == BrokerKind.MOSQUITTO) {
      // Artemis handles the good-bye and the closed socket on two threads and may take the second
      // for a death.
      connected(leaving).close();
    }
    try (FaultProxy proxy = new FaultProxy(broker.port())) {
      MqttSettings dying =
          MqttSettings.of(proxy.uri())
              .withLastWill(
                  new MqttSettings.LastWill("hjelm/dying/status", offline, offline.length));
      connected(dying);
      proxy.refuse(true);
      proxy.cut();
      Inbox.Mail mail = inbox.next();
      assertEquals("hjelm/dying/status", mail.topic());
      assertEquals("offline", mail.text());
      inbox.assertEmpty();
    }
  }

  @Test
  void comesBackWithItsSubscriptionsWhenTheBrokerDoes() throws Exception {
    MqttLink link = connected();
    Inbox inbox = listen(link, "t");
    int port = broker.port();
    broker.close();
    eventually(() -> "loss of the broker", () -> link.status().state() == State.RECONNECTING);
    assertEquals(PublishOutcome.NOT_CONNECTED, send(link, "t", "lost"));

    broker = brokerKind.start(port);
    eventually(() -> "return of the link: " + link.status(), () -> link.status().connected());
    send(link, "t", "back");
    assertEquals("back", inbox.next().text());
    assertEquals(2, link.status().connections());
  }

  @Test
  void survivesAnyNumberOfCutsWithoutLeakingThreads() throws Exception {
    try (FaultProxy proxy = new FaultProxy(broker.port())) {
      MqttLink link = connected(MqttSettings.of(proxy.uri()));
      Inbox inbox = listen(link, "cut/#");
      long threads = 0;
      for (int cut = 1; cut <= 12; cut++) {
        long connections = link.status().connections();
        proxy.cut();
        eventually(
            () -> "reconnection: " + link.status(),
            () -> link.status().connected() && link.status().connections() > connections);
        // Several topics in turn: a stale topic alias would deliver to the wrong one.
        for (String topic : List.of("cut/a", "cut/b", "cut/a", "cut/c")) {
          send(link, topic, topic);
        }
        for (String topic : List.of("cut/a", "cut/b", "cut/a", "cut/c")) {
          Inbox.Mail mail = inbox.next();
          assertEquals(topic, mail.topic());
          assertEquals(topic, mail.text());
        }
        if (cut == 2) {
          threads = clientThreads();
        }
      }
      long before = threads;
      eventually(
          () -> clientThreads() + " client threads, " + before + " before",
          () -> clientThreads() <= before);
    }
  }

  @Test
  void leaksNoThreadsWhileABrokerDropsItAtOnce() throws Exception {
    try (FaultProxy proxy = new FaultProxy(broker.port())) {
      MqttLink link = connected(MqttSettings.of(proxy.uri()));
      proxy.refuse(true);
      proxy.cut();
      eventually(() -> "attempts: " + link.status(), () -> link.status().failedAttempts() >= 5);
      proxy.refuse(false);
      eventually(() -> "reconnection: " + link.status(), () -> link.status().connected());
      assertEquals(2, link.status().connections());
      eventually(() -> clientThreads() + " client threads of one link", () -> clientThreads() <= 5);
    }
  }

  @Test
  void neverQueuesWithoutLimitTowardsASilentBroker() throws Exception {
    try (FaultProxy proxy = new FaultProxy(broker.port())) {
      MqttSettings settings = MqttSettings.of(proxy.uri()).withKeepAlive(Duration.ofSeconds(2));
      MqttLink link = connected(settings);
      Inbox inbox = listen(link, "t");
      AtomicLong ticks = new AtomicLong();
      long timer = vertx.setPeriodic(10, tick -> ticks.incrementAndGet());
      proxy.freeze(true);
      String large = "x".repeat(100_000);
      int congested = 0;
      for (int i = 0; i < 1_000 && congested < 100; i++) {
        if (send(link, "t", large) == PublishOutcome.CONGESTED) {
          congested++;
        }
      }
      assertEquals(100, congested);
      long ticksBefore = ticks.get();
      eventually(() -> "the event loop goes on", () -> ticks.get() > ticksBefore + 10);

      eventually(
          () -> "the silence is noticed: " + link.status(),
          () -> link.status().state() == State.RECONNECTING);
      proxy.freeze(false);
      eventually(() -> "reconnection: " + link.status(), () -> link.status().connected());
      eventually(
          () -> "delivery after the silence: " + link.status(),
          () -> {
            send(link, "t", "now");
            try {
              Inbox.Mail mail = inbox.nextWithin(100);
              return mail != null && mail.text().equals("now");
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      vertx.cancelTimer(timer);
    }
  }

  @Test
  void aSlowReaderSeesTheNewestFrameAndNotAQueueOfOldOnes() throws Exception {
    MqttLink link = connected();
    LatestMessage latest = new LatestMessage(64);
    link.subscribe("t", latest).toCompletableFuture().get(10, TimeUnit.SECONDS);
    int count = 200;
    for (int i = 1; i <= count; i++) {
      while (send(link, "t", Integer.toString(i)) == PublishOutcome.CONGESTED) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
    eventually(() -> "all messages: " + link.status(), () -> link.status().received() == count);
    LatestMessage.Slot slot = latest.take();
    assertNotNull(slot);
    String text = new String(slot.payload(), 0, slot.length(), StandardCharsets.ISO_8859_1);
    assertEquals(Integer.toString(count), text);
    assertEquals(count - 1, latest.overwritten());
  }

  @Test
  void isSilentOnceClosed() throws Exception {
    MqttLink link = connected();
    Inbox inbox = listen(link, "t");
    MqttLink other = connected();
    link.close();
    link.close();
    assertEquals(State.CLOSED, link.status().state());
    assertEquals(PublishOutcome.NOT_CONNECTED, send(link, "t", "x"));
    send(other, "t", "y");
    assertNull(inbox.nextWithin(200));
  }

  private static long clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("MQTT ") || thread.getName().contains("paho"))
        .count();
  }
}
