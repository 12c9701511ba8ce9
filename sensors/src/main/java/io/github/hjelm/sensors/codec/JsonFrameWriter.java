package io.github.hjelm.sensors.codec;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes one JSON object into an array; the codec says which fields, in which order. */
final class JsonFrameWriter {

  /** What a frame's own fields look like. */
  @FunctionalInterface
  interface Fields {
    void writeTo(Open json) throws IOException;
  }

  private final JsonFactory factory =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .build();
  private final ArrayOutput output = new ArrayOutput();

  int write(FrameKind kind, byte[] target, Fields fields) {
    output.target = target;
    output.length = 0;
    try (JsonGenerator generator = factory.createGenerator(output, JsonEncoding.UTF8)) {
      Open json = new Open(generator);
      generator.writeStartObject();
      json.word(JsonField.FORMAT, JsonCodec.FORMAT);
      json.word(JsonField.KIND, kind.word());
      fields.writeTo(json);
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("An array refused to be written", e);
    }
    return output.length;
  }

  /** An object that has begun and takes fields. */
  static final class Open {

    private final JsonGenerator generator;

    private Open(JsonGenerator generator) {
      this.generator = generator;
    }

    void word(JsonField field, String value) throws IOException {
      generator.writeStringField(field.key(), value);
    }

    /** Half of a surrogate pair cannot be written; as in the binary format it becomes {@code ?}. */
    void text(JsonField field, String value) throws IOException {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      generator.writeStringField(field.key(), new String(bytes, StandardCharsets.UTF_8));
    }

    void integer(JsonField field, long value) throws IOException {
      generator.writeNumberField(field.key(), value);
    }

    void flag(JsonField field, boolean value) throws IOException {
      generator.writeBooleanField(field.key(), value);
    }

    void seconds(JsonField field, long nanoseconds) throws IOException {
      generator.writeNumberField(field.key(), nanoseconds / 1e9);
    }

    void numbers(JsonField field, double[] values, int count) throws IOException {
      generator.writeArrayFieldStart(field.key());
      for (int i = 0; i < count; i++) {
        number(values[i]);
      }
      generator.writeEndArray();
    }

    /**
     * JSON has no word for these two; both stand-ins are valid JSON, and both are refused by name.
     */
    private void number(double value) throws IOException {
      if (Double.isNaN(value)) {
        generator.writeNull();
      } else if (Double.isInfinite(value)) {
        generator.writeRawValue(value > 0 ? "1e999" : "-1e999");
      } else {
        generator.writeNumber(value);
      }
    }
  }

  private static final class ArrayOutput extends OutputStream {

    private byte[] target = {};
    private int length;

    @Override
    public void write(int b) {
      target[length++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
      System.arraycopy(source, offset, target, length, count);
      length += count;
    }
  }
}
