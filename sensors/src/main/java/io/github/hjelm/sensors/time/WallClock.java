package io.github.hjelm.sensors.time;

/**
 * Milliseconds since 1970-01-01 UTC, which may jump either way: for people to read, never for an
 * age.
 */
@FunctionalInterface
public interface WallClock {

  long epochMillis();

  /** This machine's clock. */
  static WallClock system() {
    return System::currentTimeMillis;
  }
}
