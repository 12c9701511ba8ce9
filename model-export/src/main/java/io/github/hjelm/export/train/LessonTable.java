package io.github.hjelm.export.train;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;

/**
 * What is learnt from: rows of observation and chunk, normalised, and for rows that a teacher
 * answered the noise it was given. Immutable.
 */
public final class LessonTable {

  private final int observationSize;
  private final int chunkSize;
  private final int rows;
  private final boolean paired;
  private final float[] values;

  /**
   * Copies rows.
   *
   * @param observations O numbers a row
   * @param chunks D numbers a row
   * @param noises D numbers a row, or null where noise is drawn anew in each step
   */
  public LessonTable(
      int observationSize,
      int chunkSize,
      float[] observations,
      float[] chunks,
      float @Nullable [] noises) {
    this.observationSize = observationSize;
    this.chunkSize = chunkSize;
    rows = chunks.length / chunkSize;
    paired = noises != null;
    if (rows < 1
        || chunks.length != rows * chunkSize
        || observations.length != rows * observationSize
        || (noises != null && noises.length != chunks.length)) {
      throw new IllegalArgumentException(
          "%d observed and %d done numbers are not rows of %d and %d"
              .formatted(observations.length, chunks.length, observationSize, chunkSize));
    }
    int width = width();
    values = new float[rows * width];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(observations, row * observationSize, values, row * width, observationSize);
      System.arraycopy(chunks, row * chunkSize, values, row * width + observationSize, chunkSize);
      if (noises != null) {
        System.arraycopy(
            noises, row * chunkSize, values, row * width + observationSize + chunkSize, chunkSize);
      }
    }
  }

  /** O. */
  public int observationSize() {
    return observationSize;
  }

  /** D. */
  public int chunkSize() {
    return chunkSize;
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** Whether every chunk belongs to a noise. */
  public boolean paired() {
    return paired;
  }

  int width() {
    return observationSize + (paired ? 2 : 1) * chunkSize;
  }

  void writeTo(FloatDataBuffer buffer) {
    buffer.write(values);
  }

  /** Copies the observation of a row. */
  public void observation(int row, float[] into, int offset) {
    System.arraycopy(values, row * width(), into, offset, observationSize);
  }

  /** The standard deviation of all entries of chunks about their common mean. */
  public double chunkDeviation() {
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < rows; row++) {
      int from = row * width() + observationSize;
      for (int i = from; i < from + chunkSize; i++) {
        sum += values[i];
        squares += (double) values[i] * values[i];
      }
    }
    double n = (double) rows * chunkSize;
    return Math.sqrt(Math.max(0, squares / n - (sum / n) * (sum / n)));
  }

  /** Tells tables apart. */
  public String fingerprint() {
    return "%d×%d:%08x".formatted(rows, width(), Arrays.hashCode(values));
  }
}
