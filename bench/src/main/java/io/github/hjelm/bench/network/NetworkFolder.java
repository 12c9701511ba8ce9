package io.github.hjelm.bench.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hjelm.bench.stack.Network;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A network as files: {@code weights.json} says what lies where in {@code weights.bin}, float32,
 * little-endian; {@code policy/saved_model.pb} is the same network for TensorFlow, {@code
 * network.onnx} for ONNX Runtime.
 */
public final class NetworkFolder {

  /** Names and places of tensors. */
  public static final String DESCRIPTION = "weights.json";

  /** Their numbers. */
  public static final String NUMBERS = "weights.bin";

  /** The folder of the SavedModel. */
  public static final String SAVED_MODEL = "policy";

  /** The network for ONNX Runtime. */
  public static final String ONNX = "network.onnx";

  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private NetworkFolder() {}

  /** Writes all of a network into a folder, which is made. */
  public static void write(SeededNetwork seeded, Path folder) throws IOException {
    BenchNetwork network = seeded.network();
    Files.createDirectories(folder.resolve(SAVED_MODEL));
    Files.write(savedModelFile(folder), seeded.savedModel());
    Files.write(folder.resolve(ONNX), OnnxModel.bytes(network));
    ObjectNode root = JSON.createObjectNode();
    Network size = network.size();
    root.put("format", FORMAT).put("seed", size.seed());
    root.put("observations", size.observations()).put("actions", size.actions());
    root.put("layers", size.layers()).put("width", size.width()).put("steps", size.steps());
    root.put("golden", BenchNetwork.GOLDEN);
    root.put("tolerance", BenchNetwork.TOLERANCE);
    List<WeightTensor> tensors = network.tensors();
    int floats = tensors.stream().mapToInt(WeightTensor::size).sum();
    ByteBuffer numbers = ByteBuffer.allocate(floats * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    ArrayNode places = root.putArray("tensors");
    for (WeightTensor tensor : tensors) {
      ObjectNode place = places.addObject();
      place.put("name", tensor.name());
      place.put("offset", numbers.position() / Float.BYTES);
      ArrayNode shape = place.putArray("shape");
      tensor.shape().forEach(shape::add);
      for (int i = 0; i < tensor.size(); i++) {
        numbers.putFloat(tensor.at(i));
      }
    }
    Files.write(folder.resolve(NUMBERS), numbers.array());
    JSON.writerWithDefaultPrettyPrinter().writeValue(folder.resolve(DESCRIPTION).toFile(), root);
  }

  /** The network for TensorFlow. */
  public static byte[] savedModel(Path folder) throws IOException {
    return Files.readAllBytes(savedModelFile(folder));
  }

  private static Path savedModelFile(Path folder) {
    return folder.resolve(SAVED_MODEL).resolve("saved_model.pb");
  }

  /** The network for ONNX Runtime. */
  public static byte[] onnx(Path folder) throws IOException {
    return Files.readAllBytes(folder.resolve(ONNX));
  }

  /** Reads a network back. */
  public static BenchNetwork read(Path folder) throws IOException {
    JsonNode root = JSON.readTree(Files.readString(folder.resolve(DESCRIPTION)));
    if (root.path("format").asInt() != FORMAT) {
      throw new IOException(folder + " holds a network of another format: make it again");
    }
    ByteBuffer numbers =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve(NUMBERS))).order(ByteOrder.LITTLE_ENDIAN);
    List<WeightTensor> tensors = new ArrayList<>();
    for (JsonNode place : root.path("tensors")) {
      List<Integer> shape = new ArrayList<>();
      place.path("shape").forEach(side -> shape.add(side.asInt()));
      float[] read = new float[shape.stream().reduce(1, Math::multiplyExact)];
      numbers.asFloatBuffer().get(place.path("offset").asInt(), read);
      tensors.add(new WeightTensor(place.path("name").asText(), shape, read));
    }
    Network size =
        new Network(
            root.path("observations").asInt(),
            root.path("actions").asInt(),
            root.path("layers").asInt(),
            root.path("width").asInt(),
            root.path("steps").asInt(),
            root.path("seed").asLong());
    return new BenchNetwork(size, tensors);
  }
}
