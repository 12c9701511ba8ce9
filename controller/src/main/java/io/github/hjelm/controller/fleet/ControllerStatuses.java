package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.sensors.frame.CommandEpoch;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.status.StatusOutlet;
import io.github.hjelm.sensors.status.StatusSpeaker;
import io.github.hjelm.sensors.time.WallClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says on the wire who is controlled from here and by what, where anybody who joins later reads it.
 * About a robot that another controller drives it is silent. Belongs to the link's thread, between
 * cycles.
 */
public final class ControllerStatuses {

  /** Of every bundle without a certificate, for people who watch a broker. */
  private static final String SHOUT = "UNCERTIFIED, nothing vouches for its commands: ";

  private final List<FleetMember> members;
  private final MqttLink link;
  private final WallClock wall;
  private final Map<String, Spoken> spoken = new HashMap<>();
  private boolean ended;

  /**
   * What is said of one robot.
   *
   * @param member what flies it
   */
  private record Spoken(FleetMember member, StatusOutlet outlet, String text) {

    void sayOffline() {
      if (!member.controlled().epoch().isFenced()) {
        outlet.sayOffline(member.controlled().epoch().epoch());
      }
    }
  }

  /**
   * @param members those who are here at any moment, in whatever order
   */
  public ControllerStatuses(List<FleetMember> members, MqttLink link, WallClock wall) {
    this.members = members;
    this.link = link;
    this.wall = wall;
  }

  /**
   * What the broker says when the controller disappears. A connection has one will: a controller of
   * several robots has none, and who reads its statuses sees that they are not repeated.
   */
  public static MqttSettings.LastWill lastWill(
      RobotConfig robot, BundleManifest manifest, WallClock wall) {
    return StatusOutlet.lastWill(
        StatusSpeaker.controller(robot.name(), manifest.robot().model()),
        robot.commands().newCodec(),
        wall,
        0);
  }

  /** Says what has changed, and everything once a second; to be called many times a second. */
  public void refresh(long nowNs) {
    if (ended) {
      return;
    }
    for (FleetMember member : members) {
      CommandEpoch epoch = member.controlled().epoch();
      Spoken said = spoken.compute(member.config().name(), (name, now) -> of(member, now));
      if (!epoch.isFenced()) {
        said.outlet().refresh(nowNs, epoch.epoch(), said.text());
      }
    }
    if (spoken.size() > members.size()) {
      spoken.values().removeIf(this::isGone);
    }
  }

  /** All of them go, and nothing is said after that. */
  public void sayOffline() {
    ended = true;
    spoken.values().forEach(Spoken::sayOffline);
    spoken.clear();
  }

  private boolean isGone(Spoken said) {
    String name = said.member().config().name();
    boolean gone = members.stream().noneMatch(member -> member.config().name().equals(name));
    if (gone) {
      said.sayOffline();
    }
    return gone;
  }

  private Spoken of(FleetMember member, @Nullable Spoken now) {
    if (now != null && now.member().bundle() == member.bundle()) {
      return now;
    }
    StatusOutlet outlet =
        now != null
            ? now.outlet()
            : new StatusOutlet(
                StatusSpeaker.controller(member.config().name(), member.robot().name()),
                member.config().commands().newCodec(),
                link,
                wall,
                wall.epochMillis());
    return new Spoken(member, outlet, text(member));
  }

  private static String text(FleetMember member) {
    BundleManifest manifest = member.bundle().manifest();
    boolean certified = member.safety().certificate().isPresent();
    return (certified ? "" : SHOUT)
        + "flies %s %s, %s"
            .formatted(
                manifest.name(), manifest.version(), member.bundle().sha256().substring(0, 8));
  }
}
