package io.github.hjelm.export.hjb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SolveRequestTest {

  @Test
  void saysTheSameInEveryProcess() {
    SolveRequest request =
        new SolveRequest(
            Map.of("mu", "4", "alpha", "1", "zeta", "6", "beta", "2", "kappa", "3", "omega", "5"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            false);
    String words = request.toString();
    assertTrue(words.contains("{alpha=1, beta=2, kappa=3, mu=4, omega=5, zeta=6}"), () -> words);
  }
}
