package io.github.hjelm.bench.load;

import io.github.hjelm.bench.contract.Header;
import java.util.Random;

/** The observations of a run: a fixed set of random values, taken in turn by sequence. */
public final class Observations {

  /** So many different ones. */
  public static final int KINDS = 64;

  private static final long SEED = 20_261_121;

  private final float[][] values;
  private final byte[] message;

  /**
   * @param count values in each
   */
  public Observations(int count) {
    Random random = new Random(SEED);
    values = new float[KINDS][count];
    for (float[] kind : values) {
      for (int i = 0; i < count; i++) {
        kind[i] = 2 * random.nextFloat() - 1;
      }
    }
    message = new byte[Header.BYTES + Float.BYTES * count];
  }

  /** A value of the observation of that sequence. */
  public float value(long sequence, int number) {
    return values[(int) (sequence % KINDS)][number];
  }

  /** Writes the observation of that sequence; valid until the next call. */
  byte[] message(int robot, long sequence, long dueNs) {
    Header.write(message, robot, sequence, dueNs);
    float[] kind = values[(int) (sequence % KINDS)];
    for (int i = 0; i < kind.length; i++) {
      Header.putValue(message, i, kind[i]);
    }
    return message;
  }
}
