package io.github.hjelm.export.network;

/**
 * A kind of network in the catalogue.
 *
 * @param name on the command line
 * @param summary in one line
 * @param width where none is asked for
 * @param depth where none is asked for
 * @param mostDepth deeper ones are refused
 * @param widthStep widths are multiples of it
 * @param rate the largest learning rate that suits it, unless another is asked for
 */
public record NetworkKind(
    String name,
    String summary,
    int width,
    int depth,
    int mostDepth,
    int widthStep,
    double rate,
    Factory factory) {

  /** Makes a network of a width and a depth. */
  @FunctionalInterface
  public interface Factory {
    Network network(NetworkShape shape, int width, int depth);
  }
}
