package io.github.hjelm.sensors.specimen;

import io.github.hjelm.sensors.HotPath;

public final class LocksOnHotPath {

  private int cycles;

  @HotPath
  public synchronized int cycle() {
    return ++cycles;
  }
}
