package io.github.hjelm.export.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Times as a network can tell them apart: τ, and sin and cos of πτ, 2πτ, 4πτ, ... */
final class TimeFeatures {

  private static final int OCTAVES = 4;

  /** Features of each time. */
  static final int PER_TIME = 1 + 2 * OCTAVES;

  private TimeFeatures() {}

  /** [B, times] to [B, times·{@link #PER_TIME}]. */
  static Operand<TFloat32> of(Algebra a, Operand<TFloat32> times) {
    List<Operand<TFloat32>> features = new ArrayList<>();
    features.add(times);
    for (int octave = 0; octave < OCTAVES; octave++) {
      Operand<TFloat32> angle = a.times(Math.PI * (1 << octave), times);
      features.add(a.tf().math.sin(angle));
      features.add(a.tf().math.cos(angle));
    }
    return a.beside(features);
  }
}
