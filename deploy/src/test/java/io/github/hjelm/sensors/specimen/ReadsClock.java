package io.github.hjelm.sensors.specimen;

public final class ReadsClock {

  public long nowNs() {
    return System.nanoTime();
  }
}
