package io.github.hjelm.controller.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the flight recorder keeps.
 *
 * @param folder need not exist yet
 * @param keep how far back recordings reach
 */
public record RecorderConfig(Path folder, Duration keep) {

  /** As far back as it usually reaches. */
  public static RecorderConfig of(Path folder) {
    return new RecorderConfig(folder, ControllerSettings.RECORDER_KEEP.standard());
  }

  public long keepNs() {
    return keep.toNanos();
  }
}
