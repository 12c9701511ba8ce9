package io.github.hjelm.bench.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Which stacks there are, and the weights that they share. */
public interface StackCatalog {

  /** In the order of tables. The first is the floor that others are compared with. */
  List<Stack> stacks();

  /** Those of {@link #stacks} that somebody brought along: they take part whoever else does. */
  default List<Stack> guests() {
    return List.of();
  }

  /** The one that runs under two names, and whose wins count. */
  Stack ours();

  /**
   * Writes {@code weights.json} and {@code weights.bin} into a folder that exists.
   *
   * @return a hash of both, as reports name the model
   */
  String writeModel(Network network, Path folder) throws IOException;
}
