package io.github.hjelm.export.hjb.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.hjb.Cone;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SolutionFolderTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsBackWhatItWrote(boolean single) throws IOException {
    Solution written = Cone.solution(11, single);
    SolutionFolder.write(folder, written);
    Solution read = SolutionFolder.read(folder);
    assertEquals(written.grid(), read.grid());
    assertEquals(written.parameters(), read.parameters());
    assertEquals(written.horizonS(), read.horizonS());
    assertEquals(written.residual(), read.residual());
    assertEquals(written.steps(), read.steps());
    assertEquals(written.monotone(), read.monotone());
    assertEquals(single, read.values() instanceof Values.Floats);
    for (int node = 0; node < written.grid().size(); node++) {
      assertEquals(written.values().get(node), read.values().get(node));
    }
  }

  @Test
  void headerIsNumpys() {
    byte[] header = ValueFile.header(Cone.grid(11), false);
    assertEquals(0, header.length % 64);
    String text = new String(header, 10, header.length - 10, StandardCharsets.US_ASCII);
    assertTrue(
        text.startsWith("{'descr': '<f8', 'fortran_order': False, 'shape': (11, 11, 4), }"), text);
  }

  @Test
  void refusesValuesThatAreCutShort() throws IOException {
    SolutionFolder.write(folder, Cone.solution(5, false));
    Path values = folder.resolve(SolutionFolder.VALUES);
    byte[] bytes = Files.readAllBytes(values);
    Files.write(values, Arrays.copyOf(bytes, bytes.length - 1));
    IOException refusal = assertThrows(IOException.class, () -> SolutionFolder.read(folder));
    assertTrue(refusal.toString().contains("should have"), refusal::toString);
  }

  @Test
  void refusesValuesOfAnotherGrid() throws IOException {
    SolutionFolder.write(folder, Cone.solution(5, false));
    Path facts = folder.resolve(SolutionFolder.FACTS);
    Files.writeString(
        facts, Files.readString(facts).replaceFirst("\"count\" : 5", "\"count\" : 6"));
    assertThrows(IOException.class, () -> SolutionFolder.read(folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "{\"axes\":[]}", "{\"axes\":3}", "{\"axes\":[1]}", "nonsense"})
  void refusesFactsThatAreNone(String text) throws IOException {
    SolutionFolder.write(folder, Cone.solution(5, false));
    Files.writeString(folder.resolve(SolutionFolder.FACTS), text);
    assertThrows(IOException.class, () -> SolutionFolder.read(folder));
  }
}
