package io.github.hjelm.bench.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A choice from a catalog, and stacks that somebody brings along.
 *
 * @param catalog whose weights and whose own stack are used
 * @param rivals whether all of it take part; otherwise its floor and its own stack do
 * @param guests stacks from elsewhere, at the end
 */
public record ChosenStacks(StackCatalog catalog, boolean rivals, List<Stack> guests)
    implements StackCatalog {

  public ChosenStacks {
    guests = List.copyOf(guests);
  }

  @Override
  public List<Stack> stacks() {
    List<Stack> all = new ArrayList<>();
    for (Stack stack : catalog.stacks()) {
      boolean floor = all.isEmpty();
      if (rivals || floor || stack.name().equals(catalog.ours().name())) {
        all.add(stack);
      }
    }
    all.addAll(guests);
    return all;
  }

  @Override
  public Stack ours() {
    return catalog.ours();
  }

  @Override
  public String writeModel(Network network, Path folder) throws IOException {
    return catalog.writeModel(network, folder);
  }
}
