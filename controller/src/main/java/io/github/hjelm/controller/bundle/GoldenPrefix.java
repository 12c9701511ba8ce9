package io.github.hjelm.controller.bundle;

/** The plan that the golden cases of guided signatures are given; one row a case. */
public final class GoldenPrefix {

  /** For a policy that takes none. */
  public static final GoldenPrefix NONE = new GoldenPrefix(new float[0], new float[0]);

  private final float[] actions;
  private final float[] weights;

  /**
   * @param actions rows of chunks, normalised
   * @param weights as many numbers
   */
  public GoldenPrefix(float[] actions, float[] weights) {
    this.actions = actions.clone();
    this.weights = weights.clone();
  }

  boolean isThere() {
    return actions.length > 0;
  }

  /** A copy. */
  public float[] actions() {
    return actions.clone();
  }

  /** A copy. */
  public float[] weights() {
    return weights.clone();
  }
}
