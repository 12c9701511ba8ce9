package io.github.hjelm.controller.policy;

import io.github.hjelm.sensors.HotPath;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Between the units of a robot and the range near [-1, 1] that a network works in, component by
 * component: normalised = (value - offset) / scale.
 *
 * <p>Immutable; one serves any number of threads. What lies beyond the range is not clipped.
 */
public final class Normaliser {

  private final double[] offsets;
  private final double[] scales;

  /**
   * Takes what a bundle keeps.
   *
   * @throws IllegalArgumentException when the lists differ in length, or a number is not finite, or
   *     a scale is not positive
   */
  public Normaliser(List<Double> offsets, List<Double> scales) {
    if (offsets.isEmpty() || offsets.size() != scales.size()) {
      throw new IllegalArgumentException(
          "a normaliser needs as many scales as offsets, at least one, but has %d and %d"
              .formatted(scales.size(), offsets.size()));
    }
    this.offsets = offsets.stream().mapToDouble(Double::doubleValue).toArray();
    this.scales = scales.stream().mapToDouble(Double::doubleValue).toArray();
    for (int i = 0; i < this.offsets.length; i++) {
      // Written so that NaN is refused.
      if (!(Double.isFinite(this.offsets[i]) && this.scales[i] > 0 && 1 / this.scales[i] > 0)) {
        throw new IllegalArgumentException(
            "component %d of a normaliser has the offset %s and the scale %s"
                .formatted(i, this.offsets[i], this.scales[i]));
      }
    }
  }

  /** Leaves everything as it is. */
  public static Normaliser identity(int size) {
    return new Normaliser(Collections.nCopies(size, 0.0), Collections.nCopies(size, 1.0));
  }

  /** How many components there are. */
  public int size() {
    return offsets.length;
  }

  /** What becomes 0, in the unit of each component. */
  public List<Double> offsets() {
    return boxed(offsets);
  }

  /** What becomes 1 step away from 0, in the unit of each component; always positive. */
  public List<Double> scales() {
    return boxed(scales);
  }

  /** Component i as a network sees it. */
  @HotPath
  public float normalised(int i, double value) {
    return (float) ((value - offsets[i]) / scales[i]);
  }

  /** Component i in its own unit. */
  @HotPath
  public double value(int i, double normalised) {
    return offsets[i] + scales[i] * normalised;
  }

  /** Writes one vector as a network sees it, from place {@code at} on. */
  @HotPath
  public void normalise(double[] values, float[] normalised, int at) {
    for (int i = 0; i < offsets.length; i++) {
      normalised[at + i] = normalised(i, values[i]);
    }
  }

  /** The same into a tensor's memory. */
  @HotPath
  public void normalise(double[] values, FloatBuffer normalised, int at) {
    for (int i = 0; i < offsets.length; i++) {
      normalised.put(at + i, normalised(i, values[i]));
    }
  }

  /**
   * Writes rows of vectors as a network sees them: a chunk is as many rows as it has steps.
   *
   * @param normalised may be {@code values} itself when both begin at one place
   */
  @HotPath
  public void normalise(float[] values, int from, float[] normalised, int to, int rows) {
    for (int row = 0; row < rows; row++) {
      int skipped = row * offsets.length;
      for (int i = 0; i < offsets.length; i++) {
        normalised[to + skipped + i] = normalised(i, values[from + skipped + i]);
      }
    }
  }

  /** Writes the vector that a network answered from place {@code at} on, in its own units. */
  @HotPath
  public void unnormalise(float[] normalised, int at, double[] values) {
    for (int i = 0; i < offsets.length; i++) {
      values[i] = value(i, normalised[at + i]);
    }
  }

  /** The same from a tensor's memory. */
  @HotPath
  public void unnormalise(FloatBuffer normalised, int at, double[] values) {
    for (int i = 0; i < offsets.length; i++) {
      values[i] = value(i, normalised.get(at + i));
    }
  }

  /**
   * Writes rows of vectors in their own units.
   *
   * @param values may be {@code normalised} itself when both begin at one place
   */
  @HotPath
  public void unnormalise(float[] normalised, int from, float[] values, int to, int rows) {
    for (int row = 0; row < rows; row++) {
      int skipped = row * offsets.length;
      for (int i = 0; i < offsets.length; i++) {
        values[to + skipped + i] = (float) value(i, normalised[from + skipped + i]);
      }
    }
  }

  private static List<Double> boxed(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Normaliser that
        && offsets().equals(that.offsets())
        && scales().equals(that.scales());
  }

  @Override
  public int hashCode() {
    return 31 * offsets().hashCode() + scales().hashCode();
  }

  @Override
  public String toString() {
    return "(value - " + offsets() + ") / " + scales();
  }
}
