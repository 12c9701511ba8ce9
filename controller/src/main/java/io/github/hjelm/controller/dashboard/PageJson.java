package io.github.hjelm.controller.dashboard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes the messages for pages: one object each, its kind first, numbers rounded. */
final class PageJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  /** Beyond this a double has no decimals to round. */
  private static final double NO_DECIMALS = 1e12;

  private PageJson() {}

  /** The fields of a message. */
  @FunctionalInterface
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  static String message(String kind, Fields fields) {
    return object(
        json -> {
          json.writeStringField("k", kind);
          fields.write(json);
        });
  }

  static String object(Fields fields) {
    StringWriter text = new StringWriter(1024);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory was not written", e);
    }
    return text.toString();
  }

  /** A number to so many decimals; null where it is not finite, for which JSON has no word. */
  static void number(JsonGenerator json, double value, int decimals) throws IOException {
    if (!Double.isFinite(value)) {
      json.writeNull();
      return;
    }
    double scale = Math.pow(10, decimals);
    double rounded = Math.abs(value) < NO_DECIMALS ? Math.rint(value * scale) / scale : value;
    if (rounded == Math.rint(rounded) && Math.abs(rounded) < NO_DECIMALS) {
      json.writeNumber((long) rounded);
    } else {
      json.writeNumber(rounded);
    }
  }

  static void number(JsonGenerator json, String field, double value, int decimals)
      throws IOException {
    json.writeFieldName(field);
    number(json, value, decimals);
  }

  static void numbers(JsonGenerator json, String field, double[] values, int decimals)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (double value : values) {
      number(json, value, decimals);
    }
    json.writeEndArray();
  }
}
