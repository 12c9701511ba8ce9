package io.github.hjelm.export.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.policy.Diffusion;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void coversWhatAClassNamesOfItsOwnPackage() {
    String alone = new Fingerprint().addCode(Study.class).name();
    String withPairs = new Fingerprint().addCode(Study.class, Pairs.class).name();
    assertEquals(alone, withPairs, "Study names Pairs");
    assertNotEquals(alone, new Fingerprint().addCode(Study.class, Choice.class).name());
    assertNotEquals(alone, new Fingerprint().addCode(Study.class, Diffusion.class).name());
  }

  @Test
  void readsTheNamesOfClasses() throws Exception {
    try (InputStream file = Study.class.getResourceAsStream("Study.class")) {
      List<String> names = ClassNames.in(Objects.requireNonNull(file).readAllBytes());
      String own = Study.class.getName().replace('.', '/');
      assertTrue(
          names.containsAll(
              List.of(own, own.replace("Study", "Pairs"), "java/lang/Object", "java/util/Map")),
          names::toString);
    }
  }

  @Test
  void tellsWordsApartFromTheirSum() {
    assertNotEquals(
        new Fingerprint().add("ab").add("c").name(), new Fingerprint().add("a").add("bc").name());
  }
}
