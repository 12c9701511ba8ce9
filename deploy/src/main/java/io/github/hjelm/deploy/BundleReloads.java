package io.github.hjelm.deploy;

import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.config.ConfigPlaces;
import io.github.hjelm.controller.config.ControllerConfig;
import io.github.hjelm.controller.fleet.Fleet;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.fleet.FleetRefusal;
import io.github.hjelm.controller.fleet.RobotAssembly;
import io.github.hjelm.controller.health.ReloadOutcome;
import io.github.hjelm.controller.loop.LoopLink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Bundles that are to replace others in flight, because their files have changed or because a
 * configuration names them now, and what became of them. One thread, but what became of them comes
 * from others.
 */
final class BundleReloads {

  private static final String FLIES_ON = "flies on as before: ";

  private final Fleet fleet;
  private final RobotAssembly assembly;
  private final LoopLink link;
  private final RobotLogs logs;
  private final BundleWatch watch = new BundleWatch();
  private final Queue<String> said = new ConcurrentLinkedQueue<>();

  BundleReloads(Fleet fleet, RobotAssembly assembly, LoopLink link, RobotLogs logs) {
    this.fleet = fleet;
    this.assembly = assembly;
    this.link = link;
    this.logs = logs;
  }

  /** To be called before a bundle is opened, so that no change after that is missed. */
  void opens(Path bundle) {
    watch.opens(bundle);
  }

  /** Flies bundles whose files have changed; to be called about once a second. */
  void look(ControllerConfig config) {
    for (FleetMember member : watch.changed(fleet.members())) {
      begin(member.config().name(), member.config().bundle(), config);
    }
  }

  /** Beside the loop; what became of it is said when it is settled. */
  void begin(String robot, Path path, ControllerConfig config) {
    watch.opens(path);
    BundleKeys keys;
    try {
      keys = config.bundleKeys();
    } catch (BundleRefusal e) {
      said.add(robot + ": " + FLIES_ON + e.sentence());
      return;
    }
    fleet
        .reload(robot, path, keys, assembly)
        .whenComplete(
            (reload, refusal) -> {
              String became =
                  refusal == null
                      ? reload.sentence()
                      : FLIES_ON + sentence(refusal, config.places());
              said.add(robot + ": " + became);
              if (refusal == null && reload.outcome() == ReloadOutcome.KEPT) {
                recordAnew(robot);
              }
            });
  }

  private void recordAnew(String robot) {
    for (FleetMember member : fleet.members()) {
      if (member.config().name().equals(robot)) {
        logs.recordAnew(member, link, words -> said.add(robot + ": " + words));
      }
    }
  }

  private static String sentence(Throwable refusal, ConfigPlaces places) {
    boolean wrapped = refusal instanceof CompletionException && refusal.getCause() != null;
    Throwable cause = wrapped ? refusal.getCause() : refusal;
    if (cause instanceof FleetRefusal why) {
      return why.in(places).sentence();
    }
    return cause instanceof Exception e ? ErrorSentences.sentence(e) : String.valueOf(cause);
  }

  /** What became of bundles since this was asked last, in words. */
  List<String> said() {
    List<String> words = new ArrayList<>();
    for (String line = said.poll(); line != null; line = said.poll()) {
      words.add(line);
    }
    return words;
  }
}
