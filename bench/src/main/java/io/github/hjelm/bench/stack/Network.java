package io.github.hjelm.bench.stack;

/**
 * The network that every stack computes with equal weights: rectified-flow steps of a perceptron
 * with ReLU, single precision.
 *
 * @param observations values that go in
 * @param actions values that come out
 * @param layers hidden layers
 * @param width of each hidden layer
 * @param steps evaluations per command
 * @param seed of its weights
 */
public record Network(int observations, int actions, int layers, int width, int steps, long seed) {

  /** {@code 3x256x4}. */
  public String written() {
    return layers + "x" + width + "x" + steps;
  }
}
