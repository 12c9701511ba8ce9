package io.github.hjelm.export.network;

import io.github.hjelm.export.network.WeightLayout.Initial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Observation and time as scales and shifts of channels at many sites of a network (FiLM, Perez et
 * al. 2018).
 *
 * <p>Each is a sum of what the observation says and what the time says: the first is computed once
 * for all steps, the second is a constant where times are.
 */
final class Conditioning {

  /**
   * Where channels are scaled and shifted.
   *
   * @param name of a block
   * @param channels how many
   */
  record Site(String name, int channels) {}

  private final NetworkShape shape;
  private final int width;
  private final List<Site> sites;

  /**
   * @param width of the layer between observation or time and the sites
   */
  Conditioning(NetworkShape shape, int width, List<Site> sites) {
    this.shape = shape;
    this.width = width;
    this.sites = List.copyOf(sites);
  }

  void addTo(WeightLayout layout) {
    layout.weight("observation", Initial.RELU, shape.observationSize(), width);
    layout.bias("observation.bias", width);
    if (shape.times() > 0) {
      layout.weight("time", Initial.RELU, shape.times() * TimeFeatures.PER_TIME, width);
      layout.bias("time.bias", width);
    }
    for (Site site : sites) {
      // Scales start at one everywhere: what they multiply is of size one already.
      layout.weight(site.name() + ".scale", Initial.ZERO, width, site.channels());
      layout.weight(site.name() + ".scale.bias", Initial.ONE, site.channels());
      layout.weight(site.name() + ".shift", Initial.LINEAR, width, site.channels());
      layout.bias(site.name() + ".shift.bias", site.channels());
      if (shape.times() > 0) {
        layout.weight(site.name() + ".time.scale", Initial.ZERO, width, site.channels());
        layout.weight(site.name() + ".time.shift", Initial.LINEAR, width, site.channels());
      }
    }
  }

  /** How many tensors {@link #see} makes. */
  int count() {
    return 2 * sites.size();
  }

  /** What the observation says at each site: a scale, then a shift, [B, channels]. */
  List<Operand<TFloat32>> see(Algebra a, Weights w, Operand<TFloat32> observation) {
    Operand<TFloat32> first =
        Layers.dense(a, observation, w.of("observation"), w.of("observation.bias"));
    Operand<TFloat32> hidden = a.tf().nn.relu(first);
    List<Operand<TFloat32>> seen = new ArrayList<>();
    for (Site site : sites) {
      for (String part : List.of(".scale", ".shift")) {
        String name = site.name() + part;
        seen.add(Layers.dense(a, hidden, w.of(name), w.of(name + ".bias")));
      }
    }
    return seen;
  }

  /** What time adds at each site, in the same order; empty where there is no time. */
  List<Operand<TFloat32>> told(Algebra a, Weights w, @Nullable Operand<TFloat32> times) {
    if (times == null) {
      return List.of();
    }
    Operand<TFloat32> first =
        Layers.dense(a, TimeFeatures.of(a, times), w.of("time"), w.of("time.bias"));
    Operand<TFloat32> hidden = a.tf().nn.relu(first);
    List<Operand<TFloat32>> told = new ArrayList<>();
    for (Site site : sites) {
      told.add(a.matmul(hidden, w.of(site.name() + ".time.scale")));
      told.add(a.matmul(hidden, w.of(site.name() + ".time.shift")));
    }
    return told;
  }

  // y = x·(scale + scale_t) + (shift + shift_t)
  /**
   * Scales and shifts at a site.
   *
   * @param x channels last
   * @param axes of x
   */
  Operand<TFloat32> at(
      Algebra a,
      int site,
      List<Operand<TFloat32>> seen,
      List<Operand<TFloat32>> told,
      Operand<TFloat32> x,
      int axes) {
    Operand<TFloat32> scale = sum(a, 2 * site, seen, told, axes);
    Operand<TFloat32> shift = sum(a, 2 * site + 1, seen, told, axes);
    return a.plus(a.times(x, scale), shift);
  }

  private Operand<TFloat32> sum(
      Algebra a, int part, List<Operand<TFloat32>> seen, List<Operand<TFloat32>> told, int axes) {
    Operand<TFloat32> sum =
        told.isEmpty() ? seen.get(part) : a.plus(seen.get(part), told.get(part));
    // The same for every step of the chunk: [B, 1, ..., channels].
    int[] to = new int[axes];
    Arrays.fill(to, 1);
    to[0] = -1;
    to[axes - 1] = sites.get(part / 2).channels();
    return Layers.shaped(a, sum, to);
  }
}
