package io.github.hjelm.export.train;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Float vectors by name, in the safetensors format: the length of a JSON header, the header, the
 * numbers, all little-endian.
 */
final class SafeTensors {

  private static final String METADATA = "__metadata__";
  private static final long MAX_HEADER = 1 << 20;
  private static final JsonFactory JSON = new JsonFactory();

  private final Path from;
  private final Map<String, String> texts;
  private final Map<String, float[]> vectors = new LinkedHashMap<>();

  private SafeTensors(Path from, Map<String, String> texts) {
    this.from = from;
    this.texts = new TreeMap<>(texts);
  }

  static SafeTensors of(Map<String, String> texts) {
    return new SafeTensors(Path.of(""), texts);
  }

  void put(String name, float[] values) {
    vectors.put(name, values);
  }

  /** What is said under a key. */
  String text(String key) throws TrainRefusal {
    String text = texts.get(key);
    if (text == null) {
      throw broken("it does not say " + key);
    }
    return text;
  }

  /** A vector of that many numbers, or of any number where size is negative. */
  float[] floats(String name, int size) throws TrainRefusal {
    float[] values = vectors.get(name);
    if (values == null || (size >= 0 && values.length != size)) {
      throw broken("'%s' is not there, or not of the right size".formatted(name));
    }
    return values;
  }

  private TrainRefusal broken(String why) {
    return new TrainRefusal(
        from + " is no checkpoint of this version, " + why + ": delete it to start anew");
  }

  /** Writes it, through to the disk. */
  void write(Path file) throws IOException {
    byte[] header = header().getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer head = buffer(Long.BYTES + header.length);
      head.putLong(header.length).put(header).flip();
      writeAll(channel, head);
      for (float[] values : vectors.values()) {
        ByteBuffer bytes = buffer(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        writeAll(channel, bytes);
      }
      channel.force(true);
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private String header() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectFieldStart(METADATA);
      for (Map.Entry<String, String> entry : texts.entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
      long at = 0;
      for (Map.Entry<String, float[]> entry : vectors.entrySet()) {
        long end = at + (long) Float.BYTES * entry.getValue().length;
        json.writeObjectFieldStart(entry.getKey());
        json.writeStringField("dtype", "F32");
        json.writeArrayFieldStart("shape");
        json.writeNumber(entry.getValue().length);
        json.writeEndArray();
        json.writeArrayFieldStart("data_offsets");
        json.writeNumber(at);
        json.writeNumber(end);
        json.writeEndArray();
        json.writeEndObject();
        at = end;
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  /** Reads a file of float vectors. */
  static SafeTensors read(Path file) throws TrainRefusal {
    SafeTensors content = new SafeTensors(file, Map.of());
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      long length = bytes.remaining() < Long.BYTES ? -1 : bytes.getLong();
      // Written so that every nonsense length is refused before anything is taken from it.
      if (!(length > 0 && length <= MAX_HEADER && length <= bytes.remaining())) {
        throw content.broken("its header is cut off");
      }
      byte[] header = new byte[(int) length];
      bytes.get(header);
      try (JsonParser json = JSON.createParser(header)) {
        content.readHeader(json, bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
      }
      return content;
    } catch (IOException e) {
      throw new TrainRefusal(
          file + " cannot be read (" + e.getMessage() + "): delete it to start anew", e);
    }
  }

  private void readHeader(JsonParser json, ByteBuffer data) throws IOException, TrainRefusal {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw broken("its header is no JSON object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals(METADATA)) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          texts.put(json.currentName(), json.nextTextValue());
        }
      } else {
        vectors.put(name, vector(json, data));
      }
    }
  }

  private float[] vector(JsonParser json, ByteBuffer data) throws IOException, TrainRefusal {
    long[] offsets = {-1, -1};
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      if (key.equals("data_offsets")) {
        for (int i = 0; i < offsets.length; i++) {
          offsets[i] = json.nextLongValue(-1);
        }
        json.nextToken();
      } else {
        json.skipChildren();
      }
    }
    if (!(offsets[0] >= 0 && offsets[0] <= offsets[1] && offsets[1] <= data.limit())) {
      throw broken("it is cut off");
    }
    float[] values = new float[(int) ((offsets[1] - offsets[0]) / Float.BYTES)];
    data.slice((int) offsets[0], (int) (offsets[1] - offsets[0]))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }
}
