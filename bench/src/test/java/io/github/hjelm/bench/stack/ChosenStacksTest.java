package io.github.hjelm.bench.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChosenStacksTest {

  private record Named(String name) implements Stack {

    @Override
    public boolean computes() {
      return true;
    }

    @Override
    public Optional<String> missing() {
      return Optional.empty();
    }

    @Override
    public RunningStack start(StackSetup setup) {
      throw new UnsupportedOperationException("it is only named");
    }
  }

  private static final StackCatalog ALL =
      new StackCatalog() {
        private final Stack ours = new Named("ours");

        @Override
        public List<Stack> stacks() {
          return List.of(new Named("floor"), ours, new Named("rival"));
        }

        @Override
        public Stack ours() {
          return ours;
        }

        @Override
        public String writeModel(Network network, Path folder) {
          return "";
        }
      };

  private static List<String> names(StackCatalog catalog) {
    return catalog.stacks().stream().map(Stack::name).toList();
  }

  @Test
  void guestsTakePartWithAndWithoutRivals() {
    StackCatalog invited = new ChosenStacks(ALL, true, List.of(new Named("mine")));
    assertEquals(List.of("floor", "ours", "rival", "mine"), names(invited));
    StackCatalog few = new ChosenStacks(invited, false, invited.guests());
    assertEquals(List.of("floor", "ours", "mine"), names(few));
  }

  @Test
  void withoutGuestsNobodyIsAdded() {
    assertEquals(List.of("floor", "ours"), names(new ChosenStacks(ALL, false, ALL.guests())));
  }
}
