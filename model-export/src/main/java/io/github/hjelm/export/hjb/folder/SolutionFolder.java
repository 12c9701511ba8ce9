package io.github.hjelm.export.hjb.folder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Solution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A solution as {@code value.npy} and {@code value.json}, which Python opens in one line each. */
public final class SolutionFolder {

  public static final String VALUES = "value.npy";
  public static final String FACTS = "value.json";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private SolutionFolder() {}

  /** Writes both files into a folder that exists. */
  public static void write(Path folder, Solution solution) throws IOException {
    ValueFile.write(folder.resolve(VALUES), solution.grid(), solution.values());
    try (var out = Files.newBufferedWriter(folder.resolve(FACTS));
        JsonGenerator json = JSON.createGenerator(out).useDefaultPrettyPrinter()) {
      writeFacts(json, solution);
    }
  }

  private static void writeFacts(JsonGenerator json, Solution solution) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("axes");
    for (GridAxis axis : solution.grid().axes()) {
      json.writeStartObject();
      json.writeStringField("name", axis.name());
      json.writeStringField("unit", axis.unit());
      json.writeNumberField("lower", axis.lower());
      json.writeNumberField("upper", axis.upper());
      json.writeNumberField("count", axis.count());
      json.writeBooleanField("periodic", axis.periodic());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("sign", solution.sign());
    json.writeObjectFieldStart("problem");
    json.writeStringField("name", solution.problem());
    json.writeObjectFieldStart("parameters");
    for (Map.Entry<String, Object> parameter : solution.parameters().entrySet()) {
      json.writeFieldName(parameter.getKey());
      writeParameter(json, parameter.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeStringField("scheme", solution.scheme());
    json.writeBooleanField("monotone", solution.monotone());
    writeFinite(json, "horizon", solution.horizonS());
    writeFinite(json, "seconds", solution.seconds());
    json.writeNumberField("steps", solution.steps());
    writeFinite(json, "residual", solution.residual());
    json.writeEndObject();
  }

  private static void writeParameter(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      json.writeNumber(number.doubleValue());
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else {
      json.writeString(value.toString());
    }
  }

  /** JSON has neither infinity nor NaN; null stands for both, and here means "no such number". */
  private static void writeFinite(JsonGenerator json, String name, double value)
      throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }

  /** Reads both files; what does not fit together is an {@link IOException} of one sentence. */
  public static Solution read(Path folder) throws IOException {
    Path file = folder.resolve(FACTS);
    Map<String, @Nullable Object> facts = facts(file);
    try {
      Grid grid = grid((List<?>) required(facts, "axes"));
      Map<?, ?> problem = (Map<?, ?>) required(facts, "problem");
      Map<String, Object> parameters = new LinkedHashMap<>();
      ((Map<?, ?>) required(problem, "parameters"))
          .forEach((name, value) -> parameters.put((String) name, value));
      return new Solution(
          grid,
          ValueFile.read(folder.resolve(VALUES), grid),
          (String) required(facts, "sign"),
          (String) required(problem, "name"),
          parameters,
          (String) required(facts, "scheme"),
          (Boolean) required(facts, "monotone"),
          number(facts.get("horizon"), Double.POSITIVE_INFINITY),
          number(facts.get("seconds"), Double.NaN),
          (long) number(facts.get("steps"), 0),
          number(facts.get("residual"), Double.NaN));
    } catch (ClassCastException | IllegalArgumentException e) {
      throw new IOException(file + " does not describe a table: " + e.getMessage(), e);
    }
  }

  private static Grid grid(List<?> axes) {
    List<GridAxis> read = new ArrayList<>();
    for (Object axis : axes) {
      Map<?, ?> fields = (Map<?, ?>) axis;
      read.add(
          new GridAxis(
              (String) required(fields, "name"),
              (String) required(fields, "unit"),
              number(fields.get("lower"), Double.NaN),
              number(fields.get("upper"), Double.NaN),
              (int) number(fields.get("count"), 0),
              (Boolean) required(fields, "periodic")));
    }
    return new Grid(read);
  }

  private static Object required(Map<?, ?> fields, String name) {
    Object value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("'" + name + "' is missing");
    }
    return value;
  }

  private static double number(@Nullable Object value, double otherwise) {
    return value instanceof Double number ? number : otherwise;
  }

  private static Map<String, @Nullable Object> facts(Path file) throws IOException {
    try (var in = Files.newBufferedReader(file);
        JsonParser json = JSON.createParser(in)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(file + " is not a JSON object");
      }
      return object(json);
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser json) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      fields.put(name, value(json));
    }
    return fields;
  }

  private static @Nullable Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> json.getText();
    };
  }

  private static List<@Nullable Object> array(JsonParser json) throws IOException {
    List<@Nullable Object> items = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(json));
    }
    return items;
  }
}
