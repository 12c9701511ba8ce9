package io.github.hjelm.sensors.time;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the processors from sleeping as long as it is open: one that sleeps between two
 * observations takes tens of microseconds to come back. It costs power.
 */
public final class AwakeProcessors implements AutoCloseable {

  /** How {@link #standing} begins when they are. */
  public static final String AWAKE = "kept awake";

  /** Linux lets processors wake no later than says whoever holds it open. */
  private static final Path WAKES_WITHIN_US = Path.of("/dev/cpu_dma_latency");

  private final @Nullable OutputStream request;
  private final String standing;

  private AwakeProcessors(@Nullable OutputStream request, String standing) {
    this.request = request;
    this.standing = standing;
  }

  /** Keeps them awake, where that is allowed. */
  public static AwakeProcessors keep() {
    return keep(WAKES_WITHIN_US);
  }

  static AwakeProcessors keep(Path device) {
    OutputStream opened = null;
    try {
      opened = new FileOutputStream(device.toFile());
      opened.write(new byte[Integer.BYTES]);
      return new AwakeProcessors(opened, AWAKE + " (" + device + " = 0)");
    } catch (IOException e) {
      close(opened);
      return new AwakeProcessors(null, "may sleep: " + e.getMessage());
    }
  }

  /** Leaves them alone. */
  public static AwakeProcessors asTheyAre() {
    return new AwakeProcessors(null, "may sleep, as was asked for");
  }

  /** Whether they are kept awake, and why not, in words. */
  public String standing() {
    return standing;
  }

  @Override
  public void close() {
    close(request);
  }

  private static void close(@Nullable OutputStream opened) {
    if (opened == null) {
      return;
    }
    try {
      opened.close();
    } catch (IOException e) {
      return; // the request ends with the process at the latest
    }
  }
}
