package io.github.hjelm.sensors.frame;

import java.util.Arrays;

/**
 * The numbers inside a reusable frame. Grows to the largest frame it has held and is then reused.
 */
final class FrameValues {

  private double[] values = new double[64];
  private int count;

  int count() {
    return count;
  }

  /** Makes room for this many values, all zero. */
  void resize(int newCount) {
    if (newCount < 0 || newCount > FrameLimits.MAX_VALUES) {
      throw new IllegalArgumentException(
          newCount + " values; a frame holds 0 to " + FrameLimits.MAX_VALUES);
    }
    if (newCount > values.length) {
      values = new double[Math.max(newCount, 2 * values.length)];
    } else {
      Arrays.fill(values, 0, newCount, 0.0);
    }
    count = newCount;
  }

  double get(int index) {
    return values[checkIndex(index)];
  }

  void set(int index, double value) {
    values[checkIndex(index)] = value;
  }

  void copyTo(double[] target) {
    System.arraycopy(values, 0, target, 0, count);
  }

  void setAll(double[] source, int sourceCount) {
    resize(sourceCount);
    System.arraycopy(source, 0, values, 0, sourceCount);
  }

  private int checkIndex(int index) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException("value " + index + " of a frame of " + count);
    }
    return index;
  }
}
