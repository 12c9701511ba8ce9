package io.github.hjelm.sensors.sim.map;

/** A grey image: the first row is the uppermost, 0 is black and {@code maxValue} is white. */
final class PgmImage {

  private final int width;
  private final int height;
  private final int maxValue;
  private final short[] values;

  /** Takes the array over; its entries are unsigned. */
  PgmImage(int width, int height, int maxValue, short[] values) {
    this.width = width;
    this.height = height;
    this.maxValue = maxValue;
    this.values = values;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int maxValue() {
    return maxValue;
  }

  int value(int column, int row) {
    return Short.toUnsignedInt(values[row * width + column]);
  }
}
