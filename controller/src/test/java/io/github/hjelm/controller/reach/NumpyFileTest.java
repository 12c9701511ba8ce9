package io.github.hjelm.controller.reach;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyFileTest {

  static final String HEADER = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";

  @TempDir Path folder;

  @Test
  void readsWhatItWrites() throws Exception {
    float[] floats = {1, -2.5f, 3e-30f, 0, -0.0f, Float.MAX_VALUE};
    NumpyFile.write(folder.resolve("f.npy"), List.of(3, 2), floats);
    NumpyArray read = NumpyFile.read(folder.resolve("f.npy"));
    assertEquals(NumpyType.FLOAT32, read.type());
    assertEquals(List.of(3, 2), read.shape());
    assertArrayEquals(floats, read.floats());
    assertEquals(-2.5, read.get(1));

    double[] doubles = {Math.PI, -1e300, Double.MIN_VALUE};
    NumpyFile.write(folder.resolve("d.npy"), List.of(3), doubles);
    NumpyArray readDoubles = NumpyFile.read(folder.resolve("d.npy"));
    assertEquals(NumpyType.FLOAT64, readDoubles.type());
    assertArrayEquals(doubles, readDoubles.doubles());
    assertArrayEquals(
        new float[] {(float) Math.PI, Float.NEGATIVE_INFINITY, 0}, readDoubles.floats());
    assertArrayEquals(new double[] {1, -2.5, 3e-30f, 0, -0.0, Float.MAX_VALUE}, read.doubles());
  }

  @Test
  void writesMoreThanOneChunk() throws Exception {
    double[] doubles = new SplittableRandom(1).doubles(300_001).toArray();
    NumpyFile.write(folder.resolve("d.npy"), List.of(300_001), doubles);
    assertArrayEquals(doubles, NumpyFile.read(folder.resolve("d.npy")).doubles());
    float[] floats = new float[300_001];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) doubles[i];
    }
    NumpyFile.write(folder.resolve("f.npy"), List.of(300_001), floats);
    assertArrayEquals(floats, NumpyFile.read(folder.resolve("f.npy")).floats());
  }

  @Test
  void numpyReadsWhatIsWritten() throws Exception {
    NumPy.assumeInstalled();
    Path file = folder.resolve("f.npy");
    NumpyFile.write(file, List.of(2, 3), new float[] {0, 1, 2, 3, 4, 5.5f});
    assertEquals(
        "float32 [[0.0, 1.0, 2.0], [3.0, 4.0, 5.5]]",
        NumPy.run("a = numpy.load(sys.argv[1]); print(a.dtype, a.tolist())", file));
  }

  @Test
  void readsWhatNumpyWrites() throws Exception {
    NumPy.assumeInstalled();
    String version =
        NumPy.run(
            """
            for code in ['f4', 'f8']:
                a = (numpy.arange(24).reshape(2, 3, 4) / 8).astype('<' + code)
                for major in [1, 2]:
                    with open(f'{sys.argv[1]}/{code}-{major}.npy', 'wb') as f:
                        numpy.lib.format.write_array(f, a, version=(major, 0))
            print(numpy.__version__)
            """,
            folder);
    for (NumpyType type : NumpyType.values()) {
      String stem = type.code().substring(1);
      for (int major = 1; major <= 2; major++) {
        NumpyArray read = NumpyFile.read(folder.resolve(stem + "-" + major + ".npy"));
        assertEquals(type, read.type());
        assertEquals(List.of(2, 3, 4), read.shape());
        for (int i = 0; i < 24; i++) {
          assertEquals(i / 8.0, read.get(i));
        }
      }
      NumpyArray read = NumpyFile.read(folder.resolve(stem + "-1.npy"));
      Path again = folder.resolve(stem + "-again.npy");
      if (type == NumpyType.FLOAT32) {
        NumpyFile.write(again, read.shape(), read.floats());
      } else {
        NumpyFile.write(again, read.shape(), read.doubles());
      }
      // Older NumPy leaves no room for growth in the header.
      if (version.startsWith("2.")) {
        assertEquals(-1, Files.mismatch(folder.resolve(stem + "-1.npy"), again));
      }
    }
  }

  @Test
  void acceptsWhatPythonMayWriteOtherwise() throws Exception {
    assertEquals(List.of(2, 3), NumpyFile.parse(file(HEADER, 6), "a").shape());
    String other = "{\"shape\":(2,3,),\"fortran_order\":False,\"descr\":\"<f4\"}  \n";
    assertEquals(List.of(2, 3), NumpyFile.parse(file(other, 6), "a").shape());
    String single = HEADER.replace("(2, 3)", "(6,)");
    assertEquals(List.of(6), NumpyFile.parse(file(single, 6), "a").shape());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "{'descr': '<f4', 'fortran_order': False, }",
        "{'descr': '<f4', 'shape': (2, 3), }",
        "{'fortran_order': False, 'shape': (2, 3), }",
        "{'descr': '>f4', 'fortran_order': False, 'shape': (2, 3), }",
        "{'descr': '<i4', 'fortran_order': False, 'shape': (2, 3), }",
        "{'descr': '|O', 'fortran_order': False, 'shape': (2, 3), }",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2, 3), }",
        "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (2, 3), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (6), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2 3), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 0), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-2, -3), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3L), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (02, 3), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 3), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 3), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 5), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 4), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), 'x': 1}",
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), } x",
        "{'descr': '<f4' 'fortran_order': False, 'shape': (2, 3), }",
        "{'descr: <f4, fortran_order: False, shape: (2, 3), }",
      })
  void refusesOtherHeaders(String header) {
    TableRefusal refusal =
        assertThrows(TableRefusal.class, () -> NumpyFile.parse(file(header, 6), "a.npy"));
    assertSentence(refusal);
  }

  /** 2³⁰ · 2³⁰ · 2⁴ is 0 in 64 bits, which an empty file would match. */
  @Test
  void aShapeWhoseSizeOverflowsIsRefused() {
    byte[] bytes = file(HEADER.replace("(2, 3)", "(1073741824, 1073741824, 16)"), 0);
    assertSentence(assertThrows(TableRefusal.class, () -> NumpyFile.parse(bytes, "a.npy")));
  }

  @Test
  void refusesOtherVersionsMagicAndLengths() throws Exception {
    byte[] good = file(HEADER, 6);
    assertRefused(good, 0, 0x92);
    assertRefused(good, 6, 3);
    assertRefused(good, 6, 0);
    assertRefused(good, 7, 1);
    assertRefused(good, 9, 0x7f);
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertSentence(assertThrows(TableRefusal.class, () -> NumpyFile.parse(cut, "a.npy")));
      Path file = folder.resolve("cut.npy");
      Files.write(file, cut);
      assertSentence(assertThrows(TableRefusal.class, () -> NumpyFile.read(file)));
    }
    byte[] longer = Arrays.copyOf(good, good.length + 1);
    assertSentence(assertThrows(TableRefusal.class, () -> NumpyFile.parse(longer, "a.npy")));
  }

  @Test
  void refusesWhatIsNoFile() {
    assertSentence(assertThrows(TableRefusal.class, () -> NumpyFile.read(folder.resolve("no"))));
    assertSentence(assertThrows(TableRefusal.class, () -> NumpyFile.read(folder)));
  }

  private static void assertRefused(byte[] good, int at, int value) {
    byte[] bad = good.clone();
    bad[at] = (byte) value;
    assertSentence(assertThrows(TableRefusal.class, () -> NumpyFile.parse(bad, "a.npy")));
  }

  static void assertSentence(TableRefusal refusal) {
    String sentence = String.valueOf(refusal.getMessage());
    assertTrue(sentence.length() > 10, sentence);
    assertFalse(sentence.contains("\n"), sentence);
  }

  static byte[] file(String header, int count) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteBuffer front = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    front.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    front.putShort((short) header.length());
    bytes.writeBytes(front.array());
    bytes.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(new byte[4 * count]);
    return bytes.toByteArray();
  }
}
