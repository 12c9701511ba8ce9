package io.github.hjelm.sensors.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published schema and the codec must agree on what a frame is. */
class FrameSchemaTest {

  /** What a schema can see; it knows nothing of bytes, of depth, or of the kind expected here. */
  private static final Set<FrameOutcome> SEEN_BY_A_SCHEMA =
      EnumSet.of(
          FrameOutcome.ACCEPTED,
          FrameOutcome.ACCEPTED_SUBNORMAL_AS_ZERO,
          FrameOutcome.NOT_A_FRAME,
          FrameOutcome.UNKNOWN_VERSION,
          FrameOutcome.BAD_FIELD,
          FrameOutcome.NOT_A_NUMBER,
          FrameOutcome.INFINITE);

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static JsonNode text;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static JsonSchema schema;

  @BeforeAll
  static void load() throws IOException {
    try (InputStream in = JsonCodec.class.getResourceAsStream("frame.schema.json")) {
      text = MAPPER.readTree(Objects.requireNonNull(in, "frame.schema.json"));
    }
    schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
  }

  @Test
  void acceptsTheGoldenFiles() throws IOException {
    int files = 0;
    for (String file : GoldenFiles.written().keySet()) {
      if (file.endsWith(".json")) {
        assertEquals(Set.of(), schema.validate(MAPPER.readTree(GoldenFiles.read(file))), file);
        files++;
      }
    }
    assertEquals(4, files);
  }

  @Test
  void acceptsWhateverTheCodecWrites() throws IOException {
    JsonCodec codec = new JsonCodec();
    SensorFrame frame = new SensorFrame();
    for (long seed = 0; seed < 50; seed++) {
      RandomFrames random = new RandomFrames(seed);
      random.fill(frame);
      for (byte[] bytes :
          List.of(
              Tamper.bytes(codec, frame),
              Tamper.bytes(codec, random.event()),
              Tamper.bytes(codec, random.status()))) {
        assertEquals(Set.of(), schema.validate(MAPPER.readTree(bytes)), "seed " + seed);
      }
    }
  }

  @Test
  void agreesWithTheCodecOnEveryMessageBothCanJudge() {
    int judged = 0;
    for (Message message : JsonCodecTest.messages().toList()) {
      JsonNode tree;
      try {
        tree = MAPPER.readTree(message.bytes());
      } catch (IOException e) {
        continue; // not JSON to a strict parser, so not the schema's to judge
      }
      // A tree parser drops a byte order mark, and to a schema 7.0 is an integer.
      boolean comparable =
          SEEN_BY_A_SCHEMA.contains(message.expected())
              && !message.toString().contains("byte order mark")
              && !message.toString().contains("7.0");
      if (comparable) {
        boolean valid = schema.validate(tree).isEmpty();
        assertEquals(message.expected().accepted(), valid, message.toString());
        judged++;
      }
    }
    assertTrue(judged >= 40, judged + " messages");
  }

  @Test
  void refusesFramesWithoutOrWithAMistypedField() throws IOException {
    for (FrameKind kind : FrameKind.values()) {
      byte[] golden = GoldenFiles.read(kind.word() + ".json");
      for (JsonField field : JsonField.in(kind)) {
        ObjectNode frame = (ObjectNode) MAPPER.readTree(golden);
        frame.putObject(field.key());
        assertFalse(schema.validate(frame).isEmpty(), kind.word() + " " + field.key() + " {}");
        frame.remove(field.key());
        assertEquals(
            field.mayBeAbsent(),
            schema.validate(frame).isEmpty(),
            kind.word() + " without " + field.key());
      }
    }
  }

  @Test
  void listsTheFieldsOfTheCodec() {
    for (FrameKind kind : FrameKind.values()) {
      List<String> properties = new ArrayList<>();
      text.at("/$defs/" + kind.word() + "/properties")
          .fieldNames()
          .forEachRemaining(properties::add);
      List<String> keys = JsonField.in(kind).stream().map(JsonField::key).toList();
      assertEquals(new TreeSet<>(keys), new TreeSet<>(properties), kind.word());
    }
  }

  @Test
  void listsTheVerdictsAndSeverities() {
    assertEquals(
        Arrays.stream(Verdict.values()).map(Verdict::name).toList(),
        words("/$defs/command/properties/verdict/enum"));
    assertEquals(
        Arrays.stream(EventFrame.Severity.values()).map(EventFrame.Severity::name).toList(),
        words("/$defs/event/properties/severity/enum"));
  }

  private static List<String> words(String pointer) {
    List<String> words = new ArrayList<>();
    text.at(pointer).forEach(word -> words.add(word.asText()));
    return words;
  }
}
