package io.github.hjelm.sensors.specimen;

import java.time.Instant;
import java.util.function.Supplier;

public final class RefersToClock {

  public Supplier<Instant> clock() {
    return Instant::now;
  }
}
