package io.github.hjelm.export.policy;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.network.Network;

/** A diffusion policy that has learnt, and learns no more. */
public final class Teacher {

  private final Diffusion diffusion;
  private final Network network;
  private final float[] weights;

  public Teacher(Diffusion diffusion, Network network, float[] weights) {
    if (weights.length != network.layout().size()) {
      throw new IllegalArgumentException(
          "%d weights do not fit a network of %d"
              .formatted(weights.length, network.layout().size()));
    }
    this.diffusion = diffusion;
    this.network = network;
    this.weights = weights.clone();
  }

  /** How it was trained and is drawn from. */
  public Diffusion diffusion() {
    return diffusion;
  }

  /** Its network. */
  public Network network() {
    return network;
  }

  /** A copy of its weights. */
  public float[] weights() {
    return weights.clone();
  }

  /** Its network with its weights, in a graph. */
  public Model model(Algebra a) {
    return Model.frozen(a, network, weights);
  }
}
