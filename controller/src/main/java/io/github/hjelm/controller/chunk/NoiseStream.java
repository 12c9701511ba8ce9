package io.github.hjelm.controller.chunk;

import io.github.hjelm.sensors.HotPath;
import java.nio.ByteBuffer;

/**
 * Standard normal noise for one robot's samples, the same for one seed on every machine and Java
 * version. One thread.
 *
 * <p>SplitMix64 (Steele, Lea, Flood, 2014), and the ratio of uniforms with the quadratic bounds of
 * Leva (1992, ACM TOMS 18, algorithm 712): exactly normal, no tables, and the logarithm is needed
 * for about one number in eighty. Every operation is one that IEEE 754 fixes to the last bit, and
 * that logarithm is the strict one.
 */
public final class NoiseStream {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double TWO_TO_MINUS_53 = 0x1.0p-53;

  // Leva's constants: the centre and shape of the bounds, and the two of them.
  private static final double S = 0.449871;
  private static final double T = -0.386595;
  private static final double A = 0.19600;
  private static final double B = 0.25472;
  private static final double INNER = 0.27597;
  private static final double OUTER = 0.27846;

  /** 2 √(2/e), rounded up: v lies between its half on either side. */
  private static final double WIDTH = 1.7156;

  private static final long FNV_BASIS = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private long state;

  /**
   * @param robot tells the streams of one seed apart
   */
  public NoiseStream(long seed, String robot) {
    // FNV-1a over the name's characters.
    long hash = FNV_BASIS;
    for (int i = 0; i < robot.length(); i++) {
      hash = (hash ^ robot.charAt(i)) * FNV_PRIME;
    }
    state = mix(seed + GOLDEN_GAMMA) ^ mix(hash);
  }

  /** Writes {@code count} numbers from place {@code at} on. */
  @HotPath
  public void fill(float[] noise, int at, int count) {
    for (int i = 0; i < count; i++) {
      noise[at + i] = (float) next();
    }
  }

  /** The next number. */
  @HotPath
  public double next() {
    while (true) {
      // u in (0, 1], v in [-WIDTH/2, WIDTH/2)
      double u = ((nextLong() >>> 11) + 1) * TWO_TO_MINUS_53;
      double v = WIDTH * ((nextLong() >>> 11) * TWO_TO_MINUS_53 - 0.5);
      double x = u - S;
      double y = Math.abs(v) - T;
      double q = x * x + y * (A * y - B * x);
      if (q < INNER || (q <= OUTER && v * v <= -4 * StrictMath.log(u) * u * u)) {
        return v / u;
      }
    }
  }

  private long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Writes down where it is. */
  @HotPath
  public void save(ByteBuffer out) {
    out.putLong(state);
  }

  /** Goes on from what {@link #save} wrote. */
  public void load(ByteBuffer in) {
    state = in.getLong();
  }

  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    y = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
    return y ^ (y >>> 31);
  }
}
