package io.github.hjelm.export.data;

import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.controller.policy.NormaliserPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The normalisers that suit given episodes.
 *
 * @param constantObservations components that never change: a network learns nothing from them
 * @param constantActions components that never change: a policy will always answer the same there
 */
public record NormaliserFit(
    NormaliserPair pair, List<Integer> constantObservations, List<Integer> constantActions) {

  /** What of a component's values is laid on [-1, 1]. */
  public enum Extent {
    /** The least and the greatest value. */
    EXTREMES,
    /** One standard deviation on either side of the mean. */
    DEVIATION,
    /** The 1 % and 99 % quantiles, so that a few outliers squeeze nothing. */
    QUANTILES
  }

  /** Values closer together than this share of their size differ by the rounding of floats. */
  private static final double ROUNDING = 1e-6;

  private static final double LOW_QUANTILE = 0.01;

  public NormaliserFit {
    constantObservations = List.copyOf(constantObservations);
    constantActions = List.copyOf(constantActions);
  }

  /** Lays the extremes of every component on [-1, 1]. */
  public static NormaliserFit of(Episodes episodes, String where) throws DataRefusal {
    return of(episodes, Extent.EXTREMES, Extent.EXTREMES, where);
  }

  /**
   * Fits both.
   *
   * @param where the episodes come from, for a refusal
   * @throws DataRefusal when there is no frame, or no component of the actions ever changes
   */
  public static NormaliserFit of(
      Episodes episodes, Extent observations, Extent actions, String where) throws DataRefusal {
    if (episodes.frames() == 0) {
      throw new DataRefusal(where + " holds no frames: give at least two episodes");
    }
    Columns seen = new Columns(episodes.observationSize());
    Columns done = new Columns(episodes.actionSize());
    for (int i = 0; i < episodes.observationSize(); i++) {
      float[] values = new float[episodes.frames()];
      for (int f = 0; f < values.length; f++) {
        values[f] = episodes.observation(f, i);
      }
      seen.add(values, observations);
    }
    for (int j = 0; j < episodes.actionSize(); j++) {
      float[] values = new float[episodes.frames()];
      for (int f = 0; f < values.length; f++) {
        values[f] = episodes.action(f, j);
      }
      done.add(values, actions);
    }
    if (done.constant.size() == episodes.actionSize()) {
      throw new DataRefusal(
          where + ": no component of 'action' ever changes, there is nothing to learn from it");
    }
    return new NormaliserFit(
        new NormaliserPair(seen.normaliser(), done.normaliser()), seen.constant, done.constant);
  }

  /** One normaliser in the making. */
  private static final class Columns {

    private final List<Double> offsets;
    private final List<Double> scales;
    private final List<Integer> constant = new ArrayList<>();

    Columns(int size) {
      offsets = new ArrayList<>(size);
      scales = new ArrayList<>(size);
    }

    void add(float[] values, Extent extent) {
      Arrays.sort(values);
      double least = values[0];
      double most = values[values.length - 1];
      double middle = (least + most) / 2;
      if (!differ(least, most)) {
        constant.add(offsets.size());
        offsets.add(middle);
        scales.add(1.0);
        return;
      }
      int cut = (int) Math.round(LOW_QUANTILE * (values.length - 1));
      double low = values[cut];
      double high = values[values.length - 1 - cut];
      if (extent == Extent.QUANTILES && differ(low, high)) {
        offsets.add((low + high) / 2);
        scales.add((high - low) / 2);
      } else if (extent == Extent.DEVIATION) {
        double mean = mean(values);
        offsets.add(mean);
        scales.add(deviation(values, mean));
      } else {
        // Also where almost all values are equal, as with a control that is mostly off.
        offsets.add(middle);
        scales.add((most - least) / 2);
      }
    }

    /** Written so that NaN counts as constant; who reads data has refused it before. */
    private static boolean differ(double low, double high) {
      return high - low > ROUNDING * Math.max(Math.abs(low), Math.abs(high));
    }

    Normaliser normaliser() {
      return new Normaliser(offsets, scales);
    }

    private static double mean(float[] values) {
      double sum = 0;
      for (float value : values) {
        sum += value;
      }
      return sum / values.length;
    }

    private static double deviation(float[] values, double mean) {
      double sum = 0;
      for (float value : values) {
        sum += (value - mean) * (value - mean);
      }
      return Math.sqrt(sum / values.length);
    }
  }
}
