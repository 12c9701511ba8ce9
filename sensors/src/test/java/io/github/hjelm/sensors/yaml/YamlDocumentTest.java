package io.github.hjelm.sensors.yaml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class YamlDocumentTest {

  private static YamlNode parse(String text) throws YamlRefusal {
    return YamlDocument.parse("arm.yaml", text);
  }

  private static void assertRefuses(Reason reason, String sentence, Executable reading) {
    YamlRefusal refusal = assertThrows(YamlRefusal.class, reading);
    assertEquals(sentence, refusal.sentence());
    assertEquals(reason, refusal.reason());
  }

  @Test
  void readsEveryType() throws YamlRefusal {
    YamlNode root =
        parse(
            """
            name: arm
            answer: no
            mass: 1.5e-2
            joints: 3
            grounded: true
            hold: 20 ms
            unit: MICROSECONDS
            time-unit: microseconds
            states: [{ lower: -1 }, { lower: .5 }]
            A: [[1, 2], [3, 4], [5, 6]]
            limits: { speed: +2. }
            """);
    assertEquals("arm", root.text("name"));
    assertEquals("no", root.text("answer"));
    assertEquals(0.015, root.number("mass"));
    assertEquals(3, root.integer("joints", 1, 7));
    assertTrue(root.flag("grounded"));
    assertEquals(Duration.ofMillis(20), root.duration("hold"));
    assertEquals(TimeUnit.MICROSECONDS, root.choice("time-unit", TimeUnit.class));
    assertEquals(-1.0, root.list("states").get(0).number("lower"));
    assertEquals(0.5, root.list("states").get(1).number("lower"));
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, root.matrix("A", 3, 2));
    assertEquals(2.0, root.map("limits").number("speed"));
    assertEquals(List.of("name", "answer"), List.copyOf(root.keys()).subList(0, 2));
  }

  @Test
  void fallsBackOnlyWhenTheKeyIsAbsent() throws YamlRefusal {
    YamlNode root = parse("present: 1\nempty:\n");
    assertEquals(1.0, root.number("present", 9.0));
    assertEquals(9.0, root.number("absent", 9.0));
    assertEquals("x", root.text("absent", "x"));
    assertEquals(4, root.integer("absent", 0, 5, 4));
    assertTrue(root.flag("absent", true));
    assertEquals(Duration.ZERO, root.duration("absent", Duration.ZERO));
    assertEquals(TimeUnit.DAYS, root.choice("absent", TimeUnit.DAYS));
    assertEquals(List.of(), root.listOrEmpty("absent"));
    assertFalse(root.has("absent"));
    assertRefuses(
        Reason.WRONG_TYPE,
        "arm.yaml, line 2: 'empty' must be a number, but is empty",
        () -> root.number("empty", 9.0));
  }

  @Test
  void namesLineAndKeyOfWrongTypes() throws YamlRefusal {
    YamlNode root =
        parse(
            """
            states:
              - { name: x, lower: 0 }
              - name: y
                lower: abc
                upper: "5"
            flag: yes
            many: 1e999
            half: 2.5
            time: 20
            """);
    YamlNode second = root.list("states").get(1);
    assertRefuses(
        Reason.WRONG_TYPE,
        "arm.yaml, line 4: 'states[1].lower' must be a number, but is 'abc'",
        () -> second.number("lower"));
    assertRefuses(
        Reason.WRONG_TYPE,
        "arm.yaml, line 5: 'states[1].upper' must be a number, but is the quoted text '5'",
        () -> second.number("upper"));
    assertRefuses(
        Reason.MISSING_KEY,
        "arm.yaml, line 3: 'states[1]' needs the key 'unit'",
        () -> second.text("unit"));
    assertRefuses(
        Reason.MISSING_KEY,
        "arm.yaml, line 1: the document needs the key 'kind'",
        () -> root.text("kind"));
    assertRefuses(
        Reason.WRONG_TYPE,
        "arm.yaml, line 6: 'flag' must be true or false, but is 'yes'",
        () -> root.flag("flag"));
    assertRefuses(
        Reason.OUT_OF_RANGE,
        "arm.yaml, line 7: 'many' must be a finite number, but overflows",
        () -> root.number("many"));
    assertRefuses(
        Reason.WRONG_TYPE,
        "arm.yaml, line 8: 'half' must be a whole number, but is '2.5'",
        () -> root.integer("half", 0, 9));
    assertRefuses(
        Reason.WRONG_TYPE,
        "arm.yaml, line 9: 'time' must be a time with its unit such as 250 us, 20 ms, 1.5 s or 2"
            + " min, but is '20'",
        () -> root.duration("time"));
    assertRefuses(
        Reason.WRONG_TYPE,
        "arm.yaml, line 1: 'states' must be a map of 'key: value' lines, but is a list",
        () -> root.map("states"));
    assertRefuses(
        Reason.WRONG_TYPE,
        "arm.yaml, line 6: 'flag' must be a list, but is 'yes'",
        () -> root.list("flag"));
    assertRefuses(
        Reason.WRONG_TYPE,
        "arm.yaml, line 1: 'states' must be a text, but is a list",
        () -> root.text("states"));
  }

  @Test
  void namesLimitsChoicesAndSizes() throws YamlRefusal {
    YamlNode root = parse("gain: 5\nunit: weeks\nA: [[1, 2], [3]]\n");
    assertRefuses(
        Reason.OUT_OF_RANGE,
        "arm.yaml, line 1: 'gain' must lie in [0.0, 1.0], but is 5.0",
        () -> root.numberWithin("gain", 0, 1));
    assertRefuses(
        Reason.OUT_OF_RANGE,
        "arm.yaml, line 1: 'gain' must lie in [0, 4], but is '5'",
        () -> root.integer("gain", 0, 4));
    assertRefuses(
        Reason.OUT_OF_RANGE,
        "arm.yaml, line 2: 'unit' must be one of nanoseconds, microseconds, milliseconds, seconds,"
            + " minutes, hours, days, but is 'weeks'",
        () -> root.choice("unit", TimeUnit.class));
    assertRefuses(
        Reason.WRONG_SIZE,
        "arm.yaml, line 3: 'A' must have 3 rows, but has 2",
        () -> root.matrix("A", 3, 2));
    assertRefuses(
        Reason.WRONG_SIZE,
        "arm.yaml, line 3: 'A[1]' must hold 2 numbers, but holds 1",
        () -> root.matrix("A", 2, 2));
  }

  @Test
  void proposesTheNearestKey() throws YamlRefusal {
    YamlNode root = parse("lower: 1\nuper: 2\n");
    assertRefuses(
        Reason.UNKNOWN_KEY,
        "arm.yaml, line 2: 'uper' is not known, did you mean 'upper'?",
        () -> root.refuseUnknownKeys("lower", "upper"));
    assertRefuses(
        Reason.UNKNOWN_KEY,
        "arm.yaml, line 2: 'uper' is not known, known are lower, name",
        () -> root.refuseUnknownKeys("lower", "name"));
    root.refuseUnknownKeys("uper", "lower");
  }

  @Test
  void readsOnlyDecimalNumbers() throws YamlRefusal {
    for (String number : List.of("0", "-1", "+2.5", ".5", "5.", "1e3", "1.5E-3", "012")) {
      assertEquals(Double.parseDouble(number), parse("n: " + number).number("n"), number);
    }
    for (String other :
        List.of("0x10", "1_000", "5d", "NaN", ".inf", "1:30", ".", "1e", "+", "1 2")) {
      assertThrows(YamlRefusal.class, () -> parse("n: " + other).number("n"), other);
    }
  }

  @Test
  void pointsAtACharacterOfAFormula() throws YamlRefusal {
    YamlNode root = parse("rates:\n  x: a + b\n  y: 'a + b'\n");
    assertRefuses(
        Reason.FORMULA,
        "arm.yaml, line 2, column 10: 'rates.x' has no b",
        () -> {
          throw root.map("rates").at("x").refusalAt(4, Reason.FORMULA, "has no b");
        });
    assertRefuses(
        Reason.FORMULA,
        "arm.yaml, line 3, column 11: 'rates.y' has no b",
        () -> {
          throw root.map("rates").at("y").refusalAt(4, Reason.FORMULA, "has no b");
        });
  }

  @Test
  void refusesWhatIsNotOnePlainDocument() {
    assertRefuses(
        Reason.EMPTY,
        "arm.yaml: is empty, write at least one 'key: value'",
        () -> parse("# nothing\n"));
    assertRefuses(
        Reason.NOT_ALLOWED,
        "arm.yaml: holds several documents, keep one and remove the '---'",
        () -> parse("a: 1\n---\nb: 2\n"));
    assertRefuses(
        Reason.DUPLICATE_KEY,
        "arm.yaml, line 3: 'a' stands here for the second time, the first is in line 1",
        () -> parse("a: 1\nb: 2\na: 3\n"));
    assertRefuses(
        Reason.NOT_ALLOWED,
        "arm.yaml, line 1: 'a' carries the tag 'tag:yaml.org,2002:java.net.URL', remove it",
        () -> parse("a: !!java.net.URL [x]\n"));
    assertRefuses(
        Reason.NOT_ALLOWED,
        "arm.yaml, line 1: the document has a key that is not text, write 'name: value'",
        () -> parse("[a]: 1\n"));
    assertRefuses(
        Reason.NOT_ALLOWED,
        "arm.yaml, line 1: 'a' contains itself, remove the alias inside it",
        () -> parse("a: &a [*a]\n"));
    assertRefuses(
        Reason.SYNTAX,
        "arm.yaml, line 2, column 1: is not YAML, expected ',' or ']', but got <stream end>",
        () -> parse("a: [1\n"));
    assertRefuses(
        Reason.ENCODING,
        "arm.yaml, line 2: holds the control character U+0007, remove it",
        () -> parse("a: 1\nb: \u0007\n"));
    assertRefuses(
        Reason.ENCODING,
        "arm.yaml: is not UTF-8 text, save it as UTF-8",
        () -> YamlDocument.parse("arm.yaml", new byte[] {'a', ':', ' ', (byte) 0xff}));
  }

  @Test
  void refusesExcess() {
    assertRefuses(
        Reason.TOO_LARGE,
        "arm.yaml: is nested deeper than 32 levels",
        () -> parse("[".repeat(100_000)));
    assertRefuses(
        Reason.TOO_LARGE,
        "arm.yaml: is nested deeper than 32 levels",
        () -> parse("? ".repeat(100_000)));
    assertRefuses(
        Reason.TOO_LARGE,
        "arm.yaml: repeats lists or maps by more than 16 aliases",
        () -> parse("a: &a [1]\nb: [" + "*a, ".repeat(17) + "]\n"));
    assertRefuses(
        Reason.TOO_LARGE,
        "arm.yaml: is larger than 1048576 bytes, which no configuration needs",
        () -> parse("a".repeat(YamlDocument.MAX_BYTES + 1)));
  }

  @Test
  void repeatsAnAliasedValue() throws YamlRefusal {
    YamlNode root = parse("a: &limits { lower: 1 }\nb: *limits\n");
    assertEquals(1.0, root.map("b").number("lower"));
  }

  @Test
  void readsFilesAndRefusesWhatIsNone(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("ok.yaml");
    Files.write(file, "\uFEFFname: å\n".getBytes(StandardCharsets.UTF_8));
    assertEquals("å", YamlDocument.read(file).text("name"));
    YamlRefusal missing =
        assertThrows(YamlRefusal.class, () -> YamlDocument.read(folder.resolve("none.yaml")));
    assertEquals(Reason.UNREADABLE, missing.reason());
    assertTrue(missing.sentence().endsWith("there is no such file, check the path"));
    assertEquals(
        Reason.UNREADABLE,
        assertThrows(YamlRefusal.class, () -> YamlDocument.read(folder)).reason());
  }

  @Test
  void keepsEverySentenceOnOneLine() throws YamlRefusal {
    YamlNode root = parse("\"a\\nb\": |\n  first\n  second\n");
    YamlRefusal refusal =
        assertThrows(YamlRefusal.class, () -> root.number(root.keys().iterator().next()));
    assertFalse(refusal.sentence().contains("\n"), refusal.sentence());
  }
}
