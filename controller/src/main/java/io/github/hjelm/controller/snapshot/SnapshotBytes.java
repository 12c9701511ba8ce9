package io.github.hjelm.controller.snapshot;

import io.github.hjelm.sensors.HotPath;
import java.nio.ByteBuffer;

/**
 * Numbers on their way into a snapshot and out of it.
 *
 * <p>A part that keeps something from cycle to cycle has a {@code save} and a {@code load}. A
 * snapshot has the same size at any time, so that room for it can be made once; what is left over
 * from before and will not be looked at again is written as zeros, so that equal states make equal
 * bytes. What only counts is not part of it.
 */
public final class SnapshotBytes {

  private SnapshotBytes() {}

  /** Writes all of them. */
  @HotPath
  public static void put(ByteBuffer out, double[] numbers) {
    for (double number : numbers) {
      out.putDouble(number);
    }
  }

  /** Reads as many as there is room for. */
  public static void take(ByteBuffer in, double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.getDouble();
    }
  }

  /** Writes the first few, and zeros for the others. */
  @HotPath
  public static void put(ByteBuffer out, float[] numbers, int used) {
    for (int i = 0; i < numbers.length; i++) {
      out.putFloat(i < used ? numbers[i] : 0);
    }
  }

  /** Reads as many as there is room for. */
  public static void take(ByteBuffer in, float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.getFloat();
    }
  }

  /** Writes a flag. */
  @HotPath
  public static void put(ByteBuffer out, boolean flag) {
    out.put((byte) (flag ? 1 : 0));
  }

  /** Reads a flag. */
  public static boolean takeFlag(ByteBuffer in) {
    return in.get() != 0;
  }
}
