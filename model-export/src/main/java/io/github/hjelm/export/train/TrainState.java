package io.github.hjelm.export.train;

/**
 * Everything that training goes on from: after it, a resumed run is the run it would have been.
 *
 * @param steps how many are done
 * @param weights the network
 * @param moments Adam's two running moments, one after the other
 * @param average the running average of the weights
 */
record TrainState(int steps, Vector weights, Vector moments, Vector average, LossCurve curve) {

  /** Numbers that only this package touches. */
  static final class Vector {

    final float[] values;

    Vector(float[] values) {
      this.values = values;
    }
  }

  static TrainState fresh(float[] initial) {
    return new TrainState(
        0,
        new Vector(initial),
        new Vector(new float[2 * initial.length]),
        new Vector(initial.clone()),
        new LossCurve(java.util.List.of()));
  }
}
