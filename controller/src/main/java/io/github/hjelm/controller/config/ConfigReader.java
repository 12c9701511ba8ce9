package io.github.hjelm.controller.config;

import static io.github.hjelm.controller.config.ControllerSettings.ALL;
import static io.github.hjelm.controller.config.ControllerSettings.BROKER;
import static io.github.hjelm.controller.config.ControllerSettings.DASHBOARD;
import static io.github.hjelm.controller.config.ControllerSettings.RECORDER;
import static io.github.hjelm.controller.config.ControllerSettings.TLS;

import io.github.hjelm.sensors.mqtt.MqttSettings.Credentials;
import io.github.hjelm.sensors.mqtt.MqttSettings.Tls;
import io.github.hjelm.sensors.yaml.YamlDocument;
import io.github.hjelm.sensors.yaml.YamlNode;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what a user wrote, and refuses in one sentence what cannot be meant. */
final class ConfigReader {

  /** One tick of so many fits into what a link may have unsent. */
  private static final int MAX_ROBOTS = 256;

  private final Path folder;

  /**
   * @param folder that paths are relative to
   */
  ConfigReader(Path folder) {
    this.folder = folder;
  }

  ControllerConfig read(YamlNode document) throws YamlRefusal {
    ALL.refuseUnknownKeys(document);
    return new ControllerConfig(
        broker(document.map(BROKER.key())),
        robots(document.at(RobotSettings.ROBOTS.key())),
        dashboard(section(document, DASHBOARD)),
        ControllerSettings.TRUSTED_KEYS.find(document, folder).orElse(List.of()),
        document.has(RECORDER.key())
            ? Optional.of(recorder(section(document, RECORDER)))
            : Optional.empty(),
        ConfigPlaces.of(document));
  }

  /** A map whose settings all may be absent; one without any where it is absent itself. */
  static YamlNode section(YamlNode map, Section section) throws YamlRefusal {
    YamlNode node =
        map.has(section.key()) ? map.map(section.key()) : YamlDocument.parse("the defaults", "{}");
    section.refuseUnknownKeys(node);
    return node;
  }

  private BrokerConfig broker(YamlNode node) throws YamlRefusal {
    BROKER.refuseUnknownKeys(node);
    URI uri = ControllerSettings.BROKER_URI.of(node, folder);
    return new BrokerConfig(
        uri,
        ControllerSettings.BROKER_TRANSPORT.of(node, folder),
        ControllerSettings.BROKER_CLIENT_ID.find(node, folder),
        credentials(node),
        tls(node, uri),
        ControllerSettings.BROKER_KEEP_ALIVE.of(node, folder),
        ControllerSettings.BROKER_CONNECT_TIMEOUT.of(node, folder));
  }

  private Optional<Credentials> credentials(YamlNode node) throws YamlRefusal {
    Setting<String> user = ControllerSettings.BROKER_USER;
    Setting<String> password = ControllerSettings.BROKER_PASSWORD_FILE;
    requireBothOrNone(node, user, password);
    return node.has(user.key())
        ? Optional.of(new Credentials(user.of(node, folder), password.of(node, folder)))
        : Optional.empty();
  }

  private Optional<Tls> tls(YamlNode broker, URI uri) throws YamlRefusal {
    if (!broker.has(TLS.key())) {
      return Optional.empty();
    }
    YamlNode node = section(broker, TLS);
    if (!uri.getScheme().equals("tls")) {
      throw node.refusal(
          Reason.CONTRADICTION, "is for a broker at tls://, and this one is at " + uri);
    }
    Setting<Path> certificate = ControllerSettings.TLS_CERTIFICATE;
    Setting<Path> key = ControllerSettings.TLS_KEY;
    requireBothOrNone(node, certificate, key);
    Optional<Tls.Identity> identity =
        node.has(key.key())
            ? Optional.of(new Tls.Identity(certificate.of(node, folder), key.of(node, folder)))
            : Optional.empty();
    return Optional.of(new Tls(ControllerSettings.TLS_AUTHORITIES.find(node, folder), identity));
  }

  private static void requireBothOrNone(YamlNode map, Setting<?> one, Setting<?> other)
      throws YamlRefusal {
    boolean isThere = map.has(one.key());
    if (isThere != map.has(other.key())) {
      String present = isThere ? one.key() : other.key();
      String absent = isThere ? other.key() : one.key();
      throw map.at(present)
          .refusal(Reason.CONTRADICTION, "needs '" + absent + "' beside it, give both or none");
    }
  }

  private Optional<DashboardConfig> dashboard(YamlNode node) throws YamlRefusal {
    Set<String> names =
        ControllerSettings.DASHBOARD_NAMES.find(node, folder).orElse(List.of()).stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    // Read where it is off, too: a mistake would wait there for the day it is switched on.
    DashboardConfig config =
        new DashboardConfig(
            ControllerSettings.DASHBOARD_HOST.of(node, folder),
            ControllerSettings.DASHBOARD_PORT.of(node, folder),
            names);
    return ControllerSettings.DASHBOARD_ENABLED.of(node, folder)
        ? Optional.of(config)
        : Optional.empty();
  }

  private RecorderConfig recorder(YamlNode node) throws YamlRefusal {
    return new RecorderConfig(
        ControllerSettings.RECORDER_FOLDER.of(node, folder),
        ControllerSettings.RECORDER_KEEP.of(node, folder));
  }

  private List<RobotConfig> robots(YamlNode list) throws YamlRefusal {
    List<YamlNode> items = ValueKind.atMost(list, MAX_ROBOTS);
    if (items.isEmpty()) {
      throw list.refusal(Reason.WRONG_SIZE, "must hold at least one robot");
    }
    RobotReader reader = new RobotReader(folder);
    List<RobotConfig> robots = new ArrayList<>();
    Map<String, YamlNode> firstByName = new HashMap<>();
    for (YamlNode item : items) {
      RobotConfig robot = reader.read(item);
      requireNew(firstByName, item.at(RobotSettings.ROBOT_NAME.key()), robot.name());
      robots.add(robot);
    }
    return robots;
  }

  /** Refuses a name that somebody has already. */
  static void requireNew(Map<String, YamlNode> firstByName, YamlNode node, String name)
      throws YamlRefusal {
    YamlNode first = firstByName.putIfAbsent(name, node);
    if (first != null) {
      throw node.refusal(
          Reason.CONTRADICTION,
          "is '%s' for the second time, the first is in line %d".formatted(name, first.line()));
    }
  }
}
