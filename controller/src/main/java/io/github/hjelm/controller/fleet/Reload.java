package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.health.ReloadOutcome;

/**
 * What became of a bundle that was to replace another in flight.
 *
 * @param bundle its name and version
 * @param words why; empty where there is nothing to explain
 */
public record Reload(ReloadOutcome outcome, String bundle, String words) {

  static Reload of(ReloadOutcome outcome, FleetMember next, String words) {
    var manifest = next.bundle().manifest();
    return new Reload(outcome, manifest.name() + " " + manifest.version(), words);
  }

  /** In a sentence. */
  public String sentence() {
    return switch (outcome) {
      case REFUSED -> bundle + " was refused: " + words;
      case UNCHANGED -> bundle + " is the bundle that flies";
      case KEPT -> bundle + " flies";
      case ROLLED_BACK -> bundle + " was rolled back: " + words;
      case ABANDONED -> bundle + " was abandoned: the robot was sent away";
    };
  }
}
