package io.github.hjelm.sensors.specimen;

import io.github.hjelm.sensors.HotPath;
import java.util.logging.Logger;

public final class LogsOnHotPath {

  private final Logger logger = Logger.getLogger("specimen");

  @HotPath
  public void cycle() {
    logger.info("slow");
  }
}
