package io.github.hjelm.bench.measure;

import java.util.Arrays;

/** The first corners of the age of information of one robot, to be drawn. */
public final class Sawtooth {

  private static final int MOST = 80;

  private final double[] atMs = new double[MOST];
  private final double[] ageUs = new double[MOST];
  private int size;

  void add(long atNs, long ageNs) {
    if (size < MOST) {
      atMs[size] = atNs / 1e6;
      ageUs[size++] = ageNs / 1e3;
    }
  }

  /** Times in ms after the slice had settled. */
  public double[] atMs() {
    return Arrays.copyOf(atMs, size);
  }

  /** Ages in µs at these times. */
  public double[] ageUs() {
    return Arrays.copyOf(ageUs, size);
  }
}
