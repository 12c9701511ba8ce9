package io.github.hjelm.sensors.mqtt.testing;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another thread or process will do, for as long as a slow machine may need. */
public final class Eventually {

  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

  private Eventually() {}

  /** Returns once the condition holds; fails with the description when it never does. */
  public static void eventually(Supplier<String> description, BooleanSupplier condition)
      throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE_NS) {
        fail("waited in vain: " + description.get());
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }
}
