package io.github.hjelm.deploy;

import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.fleet.SettledChange;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at the bundles that fly, about once a second. One thread. */
final class BundleWatch {

  private final Map<Path, SettledChange> files = new HashMap<>();

  /** To be called before a bundle is opened, so that no change after that is missed. */
  void opens(Path bundle) {
    files.computeIfAbsent(bundle, SettledChange::new);
  }

  /** Robots whose bundle has changed on disk and has come to rest, each told once. */
  List<FleetMember> changed(List<FleetMember> members) {
    Set<Path> changed =
        files.entrySet().stream()
            .filter(entry -> entry.getValue().look())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return members.stream()
        .filter(member -> member.config().policy().reload())
        .filter(member -> changed.contains(member.config().bundle()))
        .toList();
  }
}
