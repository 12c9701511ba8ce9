package io.github.hjelm.deploy;

import io.github.hjelm.controller.config.DashboardConfig;
import io.github.hjelm.controller.dashboard.DashboardSettings;
import io.github.hjelm.controller.fleet.DashboardHost;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.fleet.FleetRefusal;
import io.github.hjelm.controller.fleet.MemberFeed;
import io.github.hjelm.sensors.sim.WorldCatalog;
import io.github.hjelm.sensors.sim.map.FreeSpace;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A page for each robot, from the configured port on; a robot that goes takes its page along. */
final class RobotPages implements AutoCloseable {

  private final DashboardConfig config;
  private final ControllerSession session;
  private final Map<String, DashboardHost> pages = new LinkedHashMap<>();
  private int opened;

  RobotPages(DashboardConfig config, ControllerSession session) {
    this.config = config;
    this.session = session;
  }

  /** Opens and closes pages until they are those of the robots that fly. */
  void follow(List<FleetMember> members) throws FleetRefusal, YamlRefusal {
    Set<String> names =
        members.stream().map(member -> member.config().name()).collect(Collectors.toSet());
    pages.entrySet().removeIf(page -> isGone(page, names));
    for (FleetMember member : members) {
      if (!pages.containsKey(member.config().name())) {
        pages.put(member.config().name(), page(member));
      }
    }
  }

  private static boolean isGone(Map.Entry<String, DashboardHost> page, Set<String> names) {
    if (names.contains(page.getKey())) {
      return false;
    }
    page.getValue().close();
    return true;
  }

  /** Where a robot's page is. */
  String address(FleetMember member) {
    DashboardHost page = pages.get(member.config().name());
    return page == null ? "nowhere" : page.address();
  }

  private DashboardHost page(FleetMember member) throws FleetRefusal, YamlRefusal {
    int port = config.port() == 0 ? 0 : config.port() + opened;
    opened++;
    MemberFeed feed =
        new MemberFeed(
            () -> session.flown(member),
            session.link().link(),
            session.events(member),
            world(member),
            Set.of(),
            action -> {});
    return DashboardHost.start(
        new DashboardSettings(config.host(), port, config.names()),
        feed,
        session.health(),
        MonotonicClock.system());
  }

  /** The map that the task was trained on, where it is one of the box. */
  private static @Nullable FreeSpace world(FleetMember member) throws YamlRefusal {
    Optional<String> map = member.map().filter(WorldCatalog.names()::contains);
    return map.isEmpty() ? null : WorldCatalog.freeSpace(map.get());
  }

  @Override
  public void close() {
    pages.values().forEach(DashboardHost::close);
    pages.clear();
  }
}
