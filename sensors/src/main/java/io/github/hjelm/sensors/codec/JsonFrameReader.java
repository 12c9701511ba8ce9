package io.github.hjelm.sensors.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object field by field, and holds the fields until the next read. Keys may come in
 * any order; keys it does not know are skipped, so that a later release can add some.
 */
final class JsonFrameReader {

  /** Deeper than any frame, for what a later release may add. */
  private static final int MAX_DEPTH = 8;

  /** Any double can be written with 17 digits; many printers write more. */
  private static final int MAX_NUMBER_CHARACTERS = 128;

  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(FrameLimits.MAX_FRAME_BYTES)
                  .maxStringLength(FrameLimits.MAX_TEXT_BYTES)
                  .maxNameLength(FrameLimits.MAX_NAME_BYTES)
                  .maxNumberLength(MAX_NUMBER_CHARACTERS)
                  .maxNestingDepth(MAX_DEPTH)
                  .build())
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // to name them
          // A table of all keys ever seen would be filled by whoever sends the most of them.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final Set<JsonField> seen = EnumSet.noneOf(JsonField.class);
  private final Map<JsonField, String> strings = new EnumMap<>(JsonField.class);
  private final Map<JsonField, Long> integers = new EnumMap<>(JsonField.class);
  private final double[] values = new double[FrameLimits.MAX_VALUES];
  private int valueCount;
  private boolean online;

  /** The first thing wrong with a field, in the message's own order. */
  private FrameOutcome fieldOutcome = FrameOutcome.ACCEPTED;

  /** Reads a whole message; the fields may be asked for when the outcome is accepted. */
  FrameOutcome read(byte[] source, int length, FrameKind expected) {
    clear();
    FrameOutcome text = JsonText.check(source, length);
    if (text != FrameOutcome.ACCEPTED) {
      return text;
    }
    try (JsonParser parser = factory.createParser(source, 0, length)) {
      readObject(parser, JsonField.in(expected));
    } catch (StreamConstraintsException e) {
      return FrameOutcome.OVERSIZE;
    } catch (IOException e) {
      return FrameOutcome.BAD_TEXT;
    }
    return conclude(expected);
  }

  String string(JsonField field) {
    return strings.getOrDefault(field, "");
  }

  long integer(JsonField field) {
    return integers.getOrDefault(field, 0L);
  }

  boolean online() {
    return online;
  }

  int valueCount() {
    return valueCount;
  }

  /** The values in place, {@link #valueCount()} of them. */
  double[] values() {
    return values;
  }

  private void clear() {
    seen.clear();
    strings.clear();
    integers.clear();
    valueCount = 0;
    online = false;
    fieldOutcome = FrameOutcome.ACCEPTED;
  }

  private void readObject(JsonParser parser, Set<JsonField> known) throws IOException {
    parser.nextToken();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      JsonField field = JsonField.ofKey(parser.currentName());
      parser.nextToken();
      if (field == null || !known.contains(field)) {
        skip(parser);
      } else if (seen.add(field)) {
        note(readField(parser, field));
      } else {
        note(FrameOutcome.BAD_FIELD);
        skip(parser);
      }
    }
  }

  private void note(FrameOutcome outcome) {
    if (fieldOutcome.accepted() && outcome != FrameOutcome.ACCEPTED) {
      fieldOutcome = outcome;
    }
  }

  private FrameOutcome readField(JsonParser parser, JsonField field) throws IOException {
    return switch (field.type()) {
      case WORD -> readString(parser, field);
      case NAME -> {
        FrameOutcome outcome = readString(parser, field);
        yield FrameLimits.isName(string(field)) ? outcome : FrameOutcome.BAD_FIELD;
      }
      case TEXT -> readText(parser, field);
      case FLAG -> readOnline(parser);
      case COUNT -> readInteger(parser, field, 0, Long.MAX_VALUE);
      case STAMP -> readInteger(parser, field, Long.MIN_VALUE, Long.MAX_VALUE);
      case MICROSECONDS -> readInteger(parser, field, 0, BinaryLayout.MAX_VALID_FOR_US);
      case PLOT_SECONDS -> isFiniteNumber(parser) ? FrameOutcome.ACCEPTED : wrongType(parser);
      case NUMBERS -> readNumbers(parser);
    };
  }

  private FrameOutcome readString(JsonParser parser, JsonField field) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return wrongType(parser);
    }
    strings.put(field, parser.getText());
    return FrameOutcome.ACCEPTED;
  }

  private FrameOutcome readText(JsonParser parser, JsonField field) throws IOException {
    FrameOutcome outcome = readString(parser, field);
    String text = string(field);
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return FrameOutcome.BAD_TEXT; // half of a surrogate pair, smuggled in as \ud800
    }
    boolean fits = text.getBytes(StandardCharsets.UTF_8).length <= FrameLimits.MAX_TEXT_BYTES;
    return fits ? outcome : FrameOutcome.OVERSIZE;
  }

  private FrameOutcome readOnline(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      return wrongType(parser);
    }
    online = token == JsonToken.VALUE_TRUE;
    return FrameOutcome.ACCEPTED;
  }

  private FrameOutcome readInteger(JsonParser parser, JsonField field, long least, long greatest)
      throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
        || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      return wrongType(parser);
    }
    long value = parser.getLongValue();
    integers.put(field, value);
    return value >= least && value <= greatest ? FrameOutcome.ACCEPTED : FrameOutcome.BAD_FIELD;
  }

  private FrameOutcome readNumbers(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return wrongType(parser);
    }
    FrameOutcome outcome = FrameOutcome.ACCEPTED;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      FrameOutcome number = readNumber(parser);
      if (outcome.accepted() && number != FrameOutcome.ACCEPTED) {
        outcome = number;
      }
    }
    return outcome;
  }

  private FrameOutcome readNumber(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return FrameOutcome.NOT_A_NUMBER;
    }
    if (token == null || !token.isNumeric()) {
      return wrongType(parser);
    }
    double value = parser.getDoubleValue();
    if (valueCount == values.length) {
      return FrameOutcome.OVERSIZE;
    }
    FrameOutcome number = NumberCheck.outcomeOf(value, Double.MIN_NORMAL);
    values[valueCount++] = number == FrameOutcome.ACCEPTED ? value : 0;
    return number;
  }

  private static FrameOutcome wrongType(JsonParser parser) throws IOException {
    skip(parser);
    return FrameOutcome.BAD_FIELD;
  }

  /** Steps over one value, whatever it holds, as long as it is JSON. */
  private static void skip(JsonParser parser) throws IOException {
    int depth = 0;
    while (true) {
      JsonToken token = parser.currentToken();
      if (token == null) {
        return; // the parser has said what is wrong, or will with the next token
      }
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      }
      if (depth == 0) {
        return;
      }
      parser.nextToken();
    }
  }

  private static boolean isFiniteNumber(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    return token != null && token.isNumeric() && Double.isFinite(parser.getDoubleValue());
  }

  private FrameOutcome conclude(FrameKind expected) {
    String format = string(JsonField.FORMAT);
    if (!format.equals(JsonCodec.FORMAT)) {
      return format.startsWith(JsonCodec.FORMAT_FAMILY)
          ? FrameOutcome.UNKNOWN_VERSION
          : FrameOutcome.NOT_A_FRAME;
    }
    @Nullable FrameKind kind = FrameKind.ofWord(string(JsonField.KIND));
    if (kind != expected) {
      return kind == null ? FrameOutcome.BAD_FIELD : FrameOutcome.WRONG_KIND;
    }
    for (JsonField field : JsonField.in(expected)) {
      if (!seen.contains(field) && !field.mayBeAbsent()) {
        note(FrameOutcome.BAD_FIELD);
      }
    }
    return fieldOutcome;
  }
}
