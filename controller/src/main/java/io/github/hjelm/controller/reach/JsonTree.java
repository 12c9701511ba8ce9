package io.github.hjelm.controller.reach;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * JSON as maps, lists, strings, booleans, longs and doubles. What is not finite is the string
 * {@code "Infinity"}, {@code "-Infinity"} or {@code "NaN"}, which Python's {@code float} reads;
 * null has no place here.
 */
public final class JsonTree {

  /** A description takes a few kilobytes. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int MAX_DEPTH = 16;

  /** Characters of a file's text that a sentence repeats. */
  private static final int SHOWN = 100;

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // Names come from files, and a table of all names ever seen would grow with them.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxDocumentLength(MAX_BYTES)
                  .build())
          .build();

  private JsonTree() {}

  /** Reads one object and nothing after it. */
  public static Map<String, Object> read(byte[] bytes, String where) throws TableRefusal {
    return read(bytes, where, Nulls.REFUSED);
  }

  /** The same from a file that another program wrote: what is null is taken to be left out. */
  public static Map<String, Object> readForeign(byte[] bytes, String where) throws TableRefusal {
    return read(bytes, where, Nulls.LEFT_OUT);
  }

  private enum Nulls {
    REFUSED,
    LEFT_OUT
  }

  private static Map<String, Object> read(byte[] bytes, String where, Nulls nulls)
      throws TableRefusal {
    try {
      // Decoded here, because a parser would guess at UTF-16 and let malformed text through.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      try (JsonParser parser = FACTORY.createParser(text)) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          throw new TableRefusal(where + " does not hold a JSON object: export it again");
        }
        Map<String, Object> tree = object(parser, where, nulls);
        if (parser.nextToken() != null) {
          throw new TableRefusal(where + " goes on after its JSON object: export it again");
        }
        return tree;
      }
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("malformed");
      throw new TableRefusal(where + " is not JSON (" + reason + "): export it again", e);
    }
  }

  /** Indented text, one line per field and per list entry that is an object. */
  public static String write(Map<String, Object> tree) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      // A line feed on every machine, so that one table gives one file.
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      generator.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(indenter));
      write(generator, tree);
    }
    return text.append('\n').toString();
  }

  /** A text from a file, fit to be part of a sentence. */
  public static String shortened(String text) {
    String line = CONTROL.matcher(text).replaceAll("?");
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
  }

  private static Map<String, Object> object(JsonParser parser, String where, Nulls nulls)
      throws IOException, TableRefusal {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_NULL && nulls == Nulls.LEFT_OUT) {
        continue;
      }
      object.put(name, value(parser, where + ", field " + shortened(name), nulls));
    }
    return object;
  }

  private static List<Object> list(JsonParser parser, String where, Nulls nulls)
      throws IOException, TableRefusal {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_NULL || nulls == Nulls.REFUSED) {
        list.add(value(parser, where, nulls));
      }
    }
    return list;
  }

  private static Object value(JsonParser parser, String where, Nulls nulls)
      throws IOException, TableRefusal {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new TableRefusal(where + " is missing: export it again");
    }
    return switch (token) {
      case START_OBJECT -> object(parser, where, nulls);
      case START_ARRAY -> list(parser, where, nulls);
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> whole(parser, where);
      case VALUE_NUMBER_FLOAT -> finite(parser, where);
      default -> throw new TableRefusal(where + " is null: give it a value or leave it out");
    };
  }

  private static Long whole(JsonParser parser, String where) throws IOException, TableRefusal {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new TableRefusal(where + " is larger than any number that is needed");
    }
    return parser.getLongValue();
  }

  private static Double finite(JsonParser parser, String where) throws IOException, TableRefusal {
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw new TableRefusal(where + " is larger than any number that is needed");
    }
    return value;
  }

  private static void write(JsonGenerator generator, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        generator.writeFieldName(String.valueOf(entry.getKey()));
        write(generator, entry.getValue());
      }
      generator.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      generator.writeStartArray();
      for (Object entry : list) {
        write(generator, entry);
      }
      generator.writeEndArray();
    } else {
      writeScalar(generator, value);
    }
  }

  private static void writeScalar(JsonGenerator generator, Object value) throws IOException {
    if (value instanceof Boolean truth) {
      generator.writeBoolean(truth);
    } else if (value instanceof Integer || value instanceof Long) {
      generator.writeNumber(((Number) value).longValue());
    } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      generator.writeNumber(number.doubleValue());
    } else {
      generator.writeString(value.toString());
    }
  }
}
