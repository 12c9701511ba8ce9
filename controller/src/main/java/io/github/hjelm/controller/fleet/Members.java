package io.github.hjelm.controller.fleet;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who flies what. Changed on the loop's thread, between two ticks, and read by any. */
final class Members {

  private final List<FleetMember> all = new CopyOnWriteArrayList<>();

  /** In the order in which they came. */
  List<FleetMember> all() {
    return all;
  }

  Optional<FleetMember> find(String robot) {
    return all.stream().filter(member -> member.config().name().equals(robot)).findFirst();
  }

  /** One who has to be here. */
  FleetMember member(String robot) throws FleetRefusal {
    return find(robot)
        .orElseThrow(() -> new FleetRefusal("there is no robot " + robot + " here", null));
  }

  void requireNew(FleetMember member) throws FleetRefusal {
    String name = member.config().name();
    if (find(name).isPresent()) {
      throw new FleetRefusal("there is a robot " + name + " already", null);
    }
  }

  void add(FleetMember member) {
    all.add(member);
  }

  void remove(FleetMember member) {
    all.remove(member);
  }

  /** In the place of the same robot with another bundle. */
  void replace(FleetMember next) {
    all.replaceAll(member -> member.controlled() == next.controlled() ? next : member);
  }
}
