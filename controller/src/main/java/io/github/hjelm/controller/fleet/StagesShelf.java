package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.config.RobotKey;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.safety.CertifiedGames;
import io.github.hjelm.controller.safety.LoopRefusal;
import io.github.hjelm.controller.safety.LoopTiming;
import io.github.hjelm.controller.safety.SafetyStages;
import io.github.hjelm.sensors.robot.Robot;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The safety stages of robots that fly one bundle alike: tables are read and checked once, however
 * many robots fly by them, and are gone when nobody does. Any thread.
 */
final class StagesShelf {

  private static final double NS_PER_S = 1e9;

  private final CertifiedGames games;
  private final Map<Kind, WeakReference<SafetyStages>> shelf = new ConcurrentHashMap<>();

  /** Which robots may share their tables. */
  private record Kind(String sha256, LoopTiming timing, boolean mayBeUncertified) {}

  /**
   * @param games pose again what certificates were solved for
   */
  StagesShelf(CertifiedGames games) {
    this.games = games;
  }

  /**
   * Opens them, or finds them.
   *
   * @param robot as the bundle names it
   */
  SafetyStages stages(RobotConfig config, Bundle bundle, Robot robot, long cycleNs)
      throws FleetRefusal {
    LoopTiming timing = new LoopTiming(cycleNs / NS_PER_S, config.safety().oldestS());
    boolean uncertified = config.safety().uncertified();
    Kind kind = new Kind(bundle.sha256(), timing, uncertified);
    WeakReference<SafetyStages> kept = shelf.get(kind);
    SafetyStages stages = kept == null ? null : kept.get();
    if (stages != null) {
      return stages;
    }
    try {
      stages =
          SafetyStages.open(
              bundle.source(), bundle.certificate(), robot, games, timing, uncertified);
    } catch (LoopRefusal e) {
      throw FleetRefusal.of(config.name(), key(e.subject()), e);
    } catch (TableRefusal e) {
      throw FleetRefusal.of(config.name(), RobotKey.BUNDLE, e);
    }
    shelf.put(kind, new WeakReference<>(stages));
    return stages;
  }

  /** What of a configuration makes a loop what it is. */
  private static RobotKey key(LoopRefusal.Subject subject) {
    return switch (subject) {
      case NO_CERTIFICATE -> RobotKey.UNCERTIFIED;
      case PERIOD -> RobotKey.RATE;
      case AGE -> RobotKey.MAX_OBSERVATION_AGE;
    };
  }
}
