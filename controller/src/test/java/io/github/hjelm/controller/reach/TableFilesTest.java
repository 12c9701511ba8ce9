package io.github.hjelm.controller.reach;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.TableFiles.Storage;
import io.github.hjelm.controller.reach.TableFiles.Stored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TableFilesTest {

  private static final Grid GRID =
      new Grid(List.of(Grids.interval("x", -0.1, 1, 3), Grids.circle("θ", 4)));

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void readsWhatItWrites(Storage storage) throws Exception {
    double[] values = new SplittableRandom(1).doubles(12, -2, 2).toArray();
    TableFiles.write(folder.resolve("d"), description(), values);
    TableFiles.write(folder.resolve("deep/f"), description(), Grids.floats(values));
    Stored doubles = TableFiles.read(folder.resolve("d"), storage);
    Stored floats = TableFiles.read(folder.resolve("deep/f"), storage);
    Map<String, Object> fields = new LinkedHashMap<>(description().fields());
    fields.put("horizon", "Infinity");
    fields.put("steps", 120L);
    assertEquals(new TableDescription(GRID, "safe where > 0", fields), doubles.description());
    assertEquals(doubles.description(), floats.description());
    assertEquals(
        List.copyOf(fields.keySet()), List.copyOf(doubles.description().fields().keySet()));
    for (int node = 0; node < 12; node++) {
      assertEquals(values[node], doubles.values().at(node));
      assertEquals((float) values[node], floats.values().at(node));
    }
    assertEquals(List.of("d", "deep"), names(folder));
    assertEquals(List.of("value.json", "value.npy"), names(folder.resolve("d")));
  }

  @Test
  void pythonOpensIt() throws Exception {
    NumPy.assumeInstalled();
    TableFiles.write(folder.resolve("t"), description(), new float[12]);
    assertEquals(
        "(3, 4) float32 [3, 4] 0.3 inf True",
        NumPy.run(
            """
            import hashlib, pathlib
            folder = pathlib.Path(sys.argv[1])
            V = numpy.load(folder / 'value.npy')
            about = json.load(open(folder / 'value.json'))
            counts = [axis['count'] for axis in about['axes']]
            same = hashlib.sha256((folder / 'value.npy').read_bytes()).hexdigest() == about['sha256']
            print(V.shape, V.dtype, counts, about['parameters']['radius'],
                  float(about['horizon']), same)
            """,
            folder.resolve("t")));
  }

  @Test
  void severalTablesMayShareAFolder() throws Exception {
    Path target = folder.resolve("t");
    try (TableFolder draft = TableFolder.begin(target)) {
      TableFiles.writeInto(draft, "value", description(), new float[12]);
      TableFiles.writeInto(draft, "certificate", description(), new double[12]);
      draft.publish();
    }
    assertEquals(12, TableFiles.read(target, "certificate", Storage.HEAP).values().grid().size());
    assertEquals(0, TableFiles.read(target, Storage.HEAP).values().at(3));
    // One under the other's name is noticed.
    Files.copy(target.resolve("value.npy"), target.resolve("other.npy"));
    Files.copy(target.resolve("value.json"), target.resolve("other.json"));
    assertRefused(() -> TableFiles.read(target, "other", Storage.HEAP));
  }

  @Test
  void anEmptyFolderIsTakenAnyOtherIsNot() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    TableFiles.write(empty, description(), new float[12]);
    assertEquals(2, names(empty).size());
    byte[] before = Files.readAllBytes(empty.resolve("value.json"));
    assertRefused(() -> TableFolder.requireVacant(empty));
    TableFolder.requireVacant(folder.resolve("new"));
    assertRefused(() -> TableFiles.write(empty, description(), new double[12]));
    assertArrayEquals(before, Files.readAllBytes(empty.resolve("value.json")));
    Path file = Files.createFile(folder.resolve("file"));
    assertRefused(() -> TableFiles.write(file, description(), new float[12]));
    Path below = file.resolve("below");
    assertRefused(() -> TableFiles.write(below, description(), new float[12]));
    Path dangling = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
    assertRefused(() -> TableFiles.write(dangling, description(), new float[12]));
    assertEquals(List.of("empty", "file", "link"), names(folder));
  }

  @Test
  void whoeverIsQuickerKeepsTheFolder() throws Exception {
    Path target = folder.resolve("t");
    try (TableFolder slower = TableFolder.begin(target)) {
      TableFiles.writeInto(slower, "value", description(), new float[12]);
      TableFiles.write(target, description(), new double[12]);
      assertRefused(slower::publish);
    }
    assertEquals(List.of("t"), names(folder));
    assertEquals(0, TableFiles.read(target, Storage.HEAP).values().at(0));
  }

  @Test
  void whatIsNotFiniteIsNeverWritten() throws Exception {
    double[] notFinite = new double[12];
    notFinite[5] = Double.NaN;
    assertRefused(() -> TableFiles.write(folder.resolve("t"), description(), notFinite));
    float[] infinite = new float[12];
    infinite[11] = Float.NEGATIVE_INFINITY;
    assertRefused(() -> TableFiles.write(folder.resolve("t"), description(), infinite));
    assertRefused(() -> TableFiles.write(folder.resolve("t"), description(), new float[11]));
    assertEquals(List.of(), names(folder));
  }

  @Test
  void anInterruptionLeavesNothing() throws Exception {
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class,
        () -> TableFiles.write(folder.resolve("t"), description(), new float[12]));
    assertFalse(Thread.currentThread().isInterrupted());
    assertEquals(List.of(), names(folder));
  }

  @Test
  void aNumberThatIsNotFiniteIsNotRead() throws Exception {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
      Path target = folder.resolve("t" + bad);
      TableFiles.write(target, description(), new double[12]);
      double[] values = new double[12];
      values[11] = bad;
      Files.delete(target.resolve("value.npy"));
      NumpyFile.write(target.resolve("value.npy"), List.of(3, 4), values);
      rehash(target);
      for (Storage storage : Storage.values()) {
        assertRefused(() -> TableFiles.read(target, storage));
      }
    }
  }

  @Test
  void anArrayOfAnotherShapeOrTypeIsNotRead() throws Exception {
    Path target = folder.resolve("t");
    TableFiles.write(target, description(), new double[12]);
    Path array = target.resolve("value.npy");
    Files.delete(array);
    NumpyFile.write(array, List.of(4, 3), new double[12]);
    rehash(target);
    assertRefused(() -> TableFiles.read(target, Storage.HEAP));
    Files.delete(array);
    NumpyFile.write(array, List.of(3, 4), new float[12]);
    rehash(target);
    assertRefused(() -> TableFiles.read(target, Storage.HEAP));
  }

  @Test
  void aChangedOrMissingFileIsNotRead() throws Exception {
    Path target = folder.resolve("t");
    TableFiles.write(target, description(), new double[12]);
    byte[] bytes = Files.readAllBytes(target.resolve("value.npy"));
    bytes[bytes.length - 1] ^= 1;
    Files.write(target.resolve("value.npy"), bytes);
    assertRefused(() -> TableFiles.read(target, Storage.HEAP));
    Files.delete(target.resolve("value.npy"));
    assertRefused(() -> TableFiles.read(target, Storage.HEAP));
    Files.delete(target.resolve("value.json"));
    assertRefused(() -> TableFiles.read(target, Storage.HEAP));
    assertRefused(() -> TableFiles.read(folder.resolve("nowhere"), Storage.HEAP));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "hjelm-table-1"    | "hjelm-table-2"
          "format"           | "formal"
          "value.npy"        | "../secret.npy"
          "<f8"              | "<f2"
          "sign" :           | "sing" :
          "axes" :           | "axis" :
          "count" : 3        | "count" : 1
          "count" : 3        | "count" : 3.0
          "count" : 3        | "count" : 4294967299
          "count" : 3        | "count" : 99999999999999999999
          "lower" : -0.1     | "lower" : 2
          "lower" : -0.1     | "lower" : 1e999
          "lower" : -0.1     | "lower" : NaN
          "lower" : -0.1     | "lower" : null
          "lower" : -0.1     | "lower" : "low"
          "name" : "x"       | "name" : 5
          "name" : "x"       | "name" : "a\\nb"
          "unit" : "m"       | "unit" : "m", "unit" : "m"
          "unit" : "m"       | "unit" : "m", "colour" : "m"
          "periodic" : false | "periodic" : 0
          "seconds" : 0.25   | "seconds" : null
          "seconds" : 0.25   | "seconds" : 1e999
          """)
  void aDescriptionThatSaysSomethingElseIsNotRead(String good, String bad) throws Exception {
    Path target = folder.resolve("t");
    TableFiles.write(target, description(), new double[12]);
    String json = Files.readString(target.resolve("value.json"));
    assertTrue(json.contains(good), json);
    Files.writeString(target.resolve("value.json"), json.replace(good, bad));
    assertRefused(() -> TableFiles.read(target, Storage.HEAP));
  }

  @Test
  void textThatIsNoJsonIsNotRead() throws Exception {
    String good = new String(json(), StandardCharsets.UTF_8);
    for (String bad :
        new String[] {"", " ", "[]", "7", "{", good + "{}", good + "x", "[".repeat(9999)}) {
      byte[] bytes = bad.getBytes(StandardCharsets.UTF_8);
      assertRefused(() -> TableHeader.parse(bytes, "value.json"));
    }
    for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16)) {
      assertRefused(() -> TableHeader.parse(good.getBytes(charset), "value.json"));
    }
    byte[] malformed = json();
    malformed[20] = (byte) 0xc0;
    assertRefused(() -> TableHeader.parse(malformed, "value.json"));
    Path target = Files.createDirectory(folder.resolve("large"));
    Files.write(target.resolve("value.json"), new byte[JsonTree.MAX_BYTES + 1]);
    assertRefused(() -> TableFiles.read(target, Storage.HEAP));
  }

  @Test
  void fieldsOfTheTableItselfAreNotOverwritten() {
    Map<String, Object> fields = Map.of("axes", "none");
    assertThrows(IllegalArgumentException.class, () -> new TableDescription(GRID, "safe", fields));
  }

  static byte[] json() throws IOException {
    return new TableHeader("value.npy", NumpyType.FLOAT64, "0".repeat(64), description()).bytes();
  }

  private static TableDescription description() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("problem", "dubins-avoid");
    fields.put("parameters", Map.of("radius", 0.3));
    fields.put("scheme", "weno5");
    fields.put("monotone", false);
    fields.put("horizon", Double.POSITIVE_INFINITY);
    fields.put("seconds", 0.25);
    fields.put("steps", 120);
    fields.put("residual", 1e-7);
    fields.put("epsilons", List.of(1e-3, 2e-3));
    return new TableDescription(GRID, "safe where > 0", fields);
  }

  /** Makes the description fit an array that was put in its place. */
  private static void rehash(Path target) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(Files.readAllBytes(target.resolve("value.npy")));
    String hash = HexFormat.of().formatHex(digest);
    Path json = target.resolve("value.json");
    Files.writeString(json, Files.readString(json).replaceAll("[0-9a-f]{64}", hash));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
    }
  }

  private static void assertRefused(Executable attempt) {
    NumpyFileTest.assertSentence(assertThrows(TableRefusal.class, attempt));
  }
}
