package io.github.hjelm.bench.stats;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The median of ratios over rounds, and its interval from resampled blocks of neighbouring rounds:
 * neighbours see the same weather on the machine, and single rounds would promise too much.
 */
public final class BlockBootstrap {

  public static final int RESAMPLES = 10_000;

  private static final double TAIL = 0.025;

  /** With fewer rounds no interval means anything. */
  public static final int LEAST_ROUNDS = 8;

  private final long seed;

  /**
   * @param seed of the resampling; equal seeds give equal intervals
   */
  public BlockBootstrap(long seed) {
    this.seed = seed;
  }

  public long seed() {
    return seed;
  }

  /** The ratio of what belongs together: numerators over denominators, round by round. */
  public Interval ratio(double[] numerators, double[] denominators) {
    double[] ratios = new double[Math.min(numerators.length, denominators.length)];
    int size = 0;
    for (int i = 0; i < ratios.length; i++) {
      double ratio = numerators[i] / denominators[i];
      // A round in which one of both has nothing says nothing.
      if (ratio > 0 && ratio < Double.POSITIVE_INFINITY) {
        ratios[size++] = ratio;
      }
    }
    return interval(Arrays.copyOf(ratios, size));
  }

  /**
   * The ratio of sums over rounds, for what is rare: rounds in which nothing happened count too.
   *
   * @param half of one event, in the unit of both: two stacks without any are equal
   */
  public Interval ratioOfSums(double[] numerators, double[] denominators, double half) {
    int rounds = Math.min(numerators.length, denominators.length);
    double[] above = new double[rounds];
    double[] below = new double[rounds];
    int size = 0;
    for (int i = 0; i < rounds; i++) {
      if (numerators[i] >= 0 && denominators[i] >= 0) {
        above[size] = numerators[i];
        below[size++] = denominators[i];
      }
    }
    if (size < LEAST_ROUNDS) {
      return Interval.UNKNOWN;
    }
    Random random = new Random(seed);
    double[] places = IntStream.range(0, size).asDoubleStream().toArray();
    double[] all = new double[RESAMPLES];
    double[] drawn = new double[size];
    for (int i = 0; i < RESAMPLES; i++) {
      draw(places, drawn, random);
      all[i] = ratioOfSums(above, below, drawn, half);
    }
    return of(ratioOfSums(above, below, places, half), all, size);
  }

  private static double ratioOfSums(double[] above, double[] below, double[] places, double half) {
    double sumAbove = half;
    double sumBelow = half;
    for (double place : places) {
      sumAbove += above[(int) place];
      sumBelow += below[(int) place];
    }
    return sumAbove / sumBelow;
  }

  /** Two runs at different times: their rounds are resampled apart. */
  public Interval change(double[] after, double[] before) {
    if (Math.min(after.length, before.length) < LEAST_ROUNDS) {
      return Interval.UNKNOWN;
    }
    Random random = new Random(seed);
    double[] all = new double[RESAMPLES];
    double[] drawnAfter = new double[after.length];
    double[] drawnBefore = new double[before.length];
    for (int i = 0; i < RESAMPLES; i++) {
      draw(after, drawnAfter, random);
      draw(before, drawnBefore, random);
      all[i] = median(drawnAfter) / median(drawnBefore);
    }
    double best = median(after.clone()) / median(before.clone());
    return of(best, all, Math.min(after.length, before.length));
  }

  /**
   * The slope of values over their times, which are drawn together, in blocks of a tenth of the
   * rounds: what a process holds it holds for minutes, much longer than a machine's weather lasts.
   */
  public Trend trend(double[] times, double[] values) {
    if (times.length < LEAST_ROUNDS) {
      return Trend.UNKNOWN;
    }
    Random random = new Random(seed);
    double[] places = IntStream.range(0, times.length).asDoubleStream().toArray();
    double[] all = new double[RESAMPLES];
    double[] drawn = new double[times.length];
    int block = Math.max(usualBlock(times.length), times.length / 10);
    for (int i = 0; i < RESAMPLES; i++) {
      draw(places, drawn, random, block);
      all[i] = LeastSquares.slope(at(drawn, times), at(drawn, values));
    }
    Interval slope = of(LeastSquares.slope(times, values), all, times.length);
    return new Trend(slope.ratio(), slope.lower(), slope.upper(), slope.rounds());
  }

  private static double[] at(double[] places, double[] of) {
    return Arrays.stream(places).map(place -> of[(int) place]).toArray();
  }

  private Interval interval(double[] ratios) {
    if (ratios.length < LEAST_ROUNDS) {
      return Interval.UNKNOWN;
    }
    Random random = new Random(seed);
    double[] all = new double[RESAMPLES];
    double[] drawn = new double[ratios.length];
    for (int i = 0; i < RESAMPLES; i++) {
      draw(ratios, drawn, random);
      all[i] = median(drawn);
    }
    return of(median(ratios.clone()), all, ratios.length);
  }

  private static Interval of(double best, double[] resampled, int rounds) {
    Arrays.sort(resampled);
    int tail = (int) (TAIL * resampled.length);
    return new Interval(best, resampled[tail], resampled[resampled.length - 1 - tail], rounds);
  }

  /** n^(1/3) neighbours. */
  private static int usualBlock(int rounds) {
    return Math.max(1, (int) Math.round(Math.cbrt(rounds)));
  }

  private static void draw(double[] from, double[] to, Random random) {
    draw(from, to, random, usualBlock(from.length));
  }

  /** Blocks of so many neighbours, the last next to the first. */
  private static void draw(double[] from, double[] to, Random random, int block) {
    int start = 0;
    for (int i = 0; i < to.length; i++) {
      start = i % block == 0 ? random.nextInt(from.length) : start + 1;
      to[i] = from[start % from.length];
    }
  }

  /** Sorts what it is given. */
  private static double median(double[] values) {
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
  }
}
