package io.github.hjelm.controller.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * All that can be set: the list that reader, example and documentation are made of. What belongs to
 * one robot is in {@link RobotSettings}.
 */
final class ControllerSettings {

  private static final int MAX_NAMES = 32;

  static final Setting<URI> BROKER_URI =
      Setting.required(
          "uri",
          FileKinds.broker(),
          "tcp://127.0.0.1:1883",
          "where robots and controller meet, tcp://HOST:PORT or tls://HOST:PORT");

  static final Setting<Transport> BROKER_TRANSPORT =
      Setting.standard(
          "transport",
          ValueKind.choice(Transport.class),
          "netty",
          "the MQTT client; netty decodes on the thread of the loop");

  static final Setting<String> BROKER_CLIENT_ID =
      Setting.optional(
          "client_id",
          ValueKind.name(),
          "hjelm-1",
          "a new one at every start",
          "this client's name on the broker, which no other client has");

  static final Setting<String> BROKER_USER =
      Setting.optional(
          "user",
          ValueKind.text(),
          "controller",
          "nobody",
          "user on the broker, with password_file");

  static final Setting<String> BROKER_PASSWORD_FILE =
      Setting.optional(
          "password_file",
          FileKinds.password(),
          "secrets/broker-password",
          "none",
          "file of one line, the password of user");

  static final Setting<Duration> BROKER_KEEP_ALIVE =
      Setting.standard(
          "keep_alive",
          ValueKind.time(Duration.ofSeconds(1), Duration.ofHours(1)),
          "5 s",
          "how long silence may last before either side gives up");

  static final Setting<Duration> BROKER_CONNECT_TIMEOUT =
      Setting.standard(
          "connect_timeout",
          ValueKind.time(Duration.ofMillis(100), Duration.ofMinutes(10)),
          "5 s",
          "how long one attempt to connect may take");

  static final Setting<Path> TLS_AUTHORITIES =
      Setting.optional(
          "authorities",
          FileKinds.file(),
          "secrets/authorities.pem",
          "those of the JDK",
          "PEM file of the authorities to trust");

  static final Setting<Path> TLS_CERTIFICATE =
      Setting.optional(
          "certificate",
          FileKinds.file(),
          "secrets/controller.pem",
          "none",
          "PEM file of this client's own certificate, with key");

  static final Setting<Path> TLS_KEY =
      Setting.optional(
          "key",
          FileKinds.file(),
          "secrets/controller.key",
          "none",
          "PEM file of that certificate's unencrypted PKCS#8 key");

  static final Setting<List<Path>> TRUSTED_KEYS =
      Setting.optional(
          "trusted_keys",
          FileKinds.publicKeys(),
          "[keys/bundles.pem]",
          "signatures are not asked for",
          "public Ed25519 keys, one of which must have signed each bundle");

  static final Setting<Boolean> DASHBOARD_ENABLED =
      Setting.standard("enabled", ValueKind.flag(), "true", "whether there is one");

  static final Setting<String> DASHBOARD_HOST =
      Setting.standard(
          "host",
          ValueKind.text(),
          "127.0.0.1",
          "the address to listen on; 0.0.0.0 lets other machines look on");

  static final Setting<Integer> DASHBOARD_PORT =
      Setting.standard("port", ValueKind.whole(0, 65_535), "8088", "0 takes any that is free");

  static final Setting<List<String>> DASHBOARD_NAMES =
      Setting.optional(
          "names",
          ValueKind.names(MAX_NAMES),
          "[robot.example]",
          "addresses and localhost",
          "further host names under which browsers may ask for it");

  static final Setting<Path> RECORDER_FOLDER =
      Setting.required("folder", FileKinds.folder(), "recordings", "where recordings are kept");

  static final Setting<Duration> RECORDER_KEEP =
      Setting.standard(
          "keep",
          ValueKind.time(Duration.ofMinutes(1), Duration.ofHours(24)),
          "10 min",
          "how far back they reach");

  static final Section TLS =
      new Section(
          "tls",
          Section.Shape.MAP,
          "the JDK's authorities, no certificate of our own",
          "for tls:// only; TLS 1.3 with host-name verification",
          List.of(TLS_AUTHORITIES, TLS_CERTIFICATE, TLS_KEY),
          List.of());

  static final Section BROKER =
      new Section(
          "broker",
          Section.Shape.MAP,
          "",
          "the MQTT broker",
          List.of(
              BROKER_URI,
              BROKER_TRANSPORT,
              BROKER_CLIENT_ID,
              BROKER_USER,
              BROKER_PASSWORD_FILE,
              BROKER_KEEP_ALIVE,
              BROKER_CONNECT_TIMEOUT),
          List.of(TLS));

  static final Section DASHBOARD =
      new Section(
          "dashboard",
          Section.Shape.MAP,
          "",
          "the page that shows what happens",
          List.of(DASHBOARD_ENABLED, DASHBOARD_HOST, DASHBOARD_PORT, DASHBOARD_NAMES),
          List.of());

  static final Section RECORDER =
      new Section(
          "recorder",
          Section.Shape.MAP,
          "nothing is recorded",
          "the flight recorder, a ring on disk",
          List.of(RECORDER_FOLDER, RECORDER_KEEP),
          List.of());

  /** The whole file. */
  static final Section ALL =
      new Section(
          "",
          Section.Shape.MAP,
          "",
          "",
          List.of(TRUSTED_KEYS),
          List.of(BROKER, RobotSettings.ROBOTS, DASHBOARD, RECORDER));

  private ControllerSettings() {}
}
