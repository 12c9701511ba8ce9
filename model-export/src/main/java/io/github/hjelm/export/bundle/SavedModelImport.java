package io.github.hjelm.export.bundle;

import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.bundle.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/**
 * Makes a bundle of a SavedModel that was trained elsewhere: its functions written out, its weights
 * frozen, its answers compared with those of the original.
 *
 * <p>Inputs and output may have any rank; a row of the bundle is one entry of the first axis, laid
 * out flat. A single observation is repeated for every row of noise.
 */
public final class SavedModelImport {

  /** Cases in {@code golden.npz}. */
  private static final int GOLDEN_ROWS = 16;

  private static final String PREFIX = "hjelm_import";
  private static final String OBSERVATION = "hjelm/observation";
  private static final String NOISE = "hjelm/noise";
  private static final String ACTIONS = "hjelm/actions";

  private final ForeignModel model;
  private final BundleManifest manifest;

  private SavedModelImport(ForeignModel model, BundleManifest manifest) {
    this.model = model;
    this.manifest = manifest;
  }

  /**
   * Imports one.
   *
   * @param savedModel the folder with {@code saved_model.pb}
   * @param manifestFile what is known of it, in YAML or JSON
   * @param key signs the bundle
   * @param seed of the golden inputs
   */
  public static BundleCheck run(
      Path savedModel, Path manifestFile, Path target, Optional<Path> key, long seed)
      throws BundleRefusal {
    ImportManifest described = ImportManifest.read(manifestFile);
    ForeignModel model = ForeignModel.read(savedModel, described.ports());
    BundleManifest manifest = described.manifest();
    requireSize(model.observation(), manifest.observation().size(), "observation", savedModel);
    for (TensorInfo noise : model.noise()) {
      requireSize(noise, manifest.chunkSize(), "noise", savedModel);
    }
    requireSize(model.actions(), manifest.chunkSize(), "actions", savedModel);
    BundleWriter writer = new SavedModelImport(model, manifest).load(seed).mayMissOps();
    key.ifPresent(writer::signedWith);
    return writer.write(target);
  }

  private BundleWriter load(long seed) throws BundleRefusal {
    GraphDef plain = plainGraph();
    try (SavedModelBundle loaded = SavedModelBundle.load(model.folder().toString(), "serve")) {
      Graph graph = loaded.graph();
      // Beside the original, so that its variables are those of the original.
      graph.importGraphDef(plain, PREFIX);
      PolicyGraph policy =
          new PolicyGraph(
              graph,
              loaded.session(),
              operand(graph, OBSERVATION),
              operand(graph, NOISE),
              Map.of(Sampler.DEFAULT_SIGNATURE, operand(graph, ACTIONS)));
      return new BundleWriter(
          manifest, FrozenGraph.of(policy), golden(loaded.session(), new SplittableRandom(seed)));
    } catch (TensorFlowException | IllegalArgumentException e) {
      throw new BundleRefusal(
          model.folder()
              + " cannot be loaded: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          e);
    }
  }

  private static Operand<TFloat32> operand(Graph graph, String name) {
    return graph.operationOrThrow(PREFIX + "/" + name).<TFloat32>output(0);
  }

  /** The graph without functions, with inputs and output as a bundle has them. */
  private GraphDef plainGraph() throws BundleRefusal {
    NodeRef answer = NodeRef.of(model.actions().getName());
    FunctionInliner.Inlined inlined =
        FunctionInliner.inline(model.graph().getGraphDef(), List.of(answer));
    NodeRef observation = NodeRef.of(model.observation().getName());
    GraphDef.Builder graph = GraphDef.newBuilder().setVersions(inlined.graph().getVersions());
    for (NodeDef node : inlined.graph().getNodeList()) {
      boolean fed =
          node.getName().equals(observation.node())
              || model.noise().stream()
                  .anyMatch(noise -> node.getName().equals(NodeRef.of(noise.getName()).node()));
      if (!fed) {
        graph.addNode(node);
      }
    }
    PlainPorts ports = new PlainPorts(graph);
    ports.placeholder(OBSERVATION, manifest.observation().size());
    ports.placeholder(NOISE, manifest.chunkSize());
    String seen =
        model.noise().isEmpty()
            ? OBSERVATION
            : ports.repeated(OBSERVATION, NOISE, manifest.observation().size());
    ports.reshaped(observation.node(), seen, sizes(model.observation()));
    for (TensorInfo noise : model.noise()) {
      ports.reshaped(NodeRef.of(noise.getName()).node(), NOISE, sizes(noise));
    }
    NodeRef found = inlined.ports().getOrDefault(answer.asPort(), answer);
    ports.reshaped(ACTIONS, found.asInput(), List.of(-1, manifest.chunkSize()));
    return graph.build();
  }

  private Golden golden(Session session, SplittableRandom random) {
    float[] noise = gaussian(GOLDEN_ROWS * manifest.chunkSize(), random);
    float[] raw = gaussian(GOLDEN_ROWS * manifest.observation().size(), random);
    manifest.normalisers().observation().unnormalise(raw, 0, raw, 0, GOLDEN_ROWS);
    float[] seen = Golden.normalised(manifest, raw);
    try (TFloat32 observation = tensor(seen, model.observation())) {
      Session.Runner runner = session.runner().feed(model.observation().getName(), observation);
      List<TFloat32> fed = new ArrayList<>();
      for (TensorInfo info : model.noise()) {
        TFloat32 tensor = tensor(noise, info);
        fed.add(tensor);
        runner.feed(info.getName(), tensor);
      }
      try (Result result = runner.fetch(model.actions().getName()).run()) {
        TFloat32 answer = (TFloat32) result.get(0);
        float[] actions = new float[(int) answer.size()];
        answer.copyTo(DataBuffers.of(actions));
        return Golden.of(manifest, raw, noise, Map.of(Sampler.DEFAULT_SIGNATURE, actions));
      } finally {
        fed.forEach(TFloat32::close);
      }
    }
  }

  private static TFloat32 tensor(float[] numbers, TensorInfo info) {
    long[] shape = sizes(info).stream().mapToLong(Integer::longValue).toArray();
    shape[0] = GOLDEN_ROWS;
    return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(numbers, true, false));
  }

  private static float[] gaussian(int count, SplittableRandom random) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  /** The shape of a port, with -1 for the rows. */
  private static List<Integer> sizes(TensorInfo info) {
    List<Integer> sizes = new ArrayList<>();
    for (TensorShapeProto.Dim dim : info.getTensorShape().getDimList()) {
      sizes.add(sizes.isEmpty() ? -1 : (int) dim.getSize());
    }
    return sizes;
  }

  private static void requireSize(TensorInfo info, int size, String what, Path where)
      throws BundleRefusal {
    List<Integer> sizes = sizes(info);
    long product = 1;
    for (int axis = 1; axis < sizes.size(); axis++) {
      product = sizes.get(axis) < 0 ? 0 : product * sizes.get(axis);
    }
    if (sizes.isEmpty() || product != size) {
      throw new BundleRefusal(
          "the %s of %s has the shape %s, whose rows do not hold the %d numbers of the manifest"
              .formatted(what, where, sizes, size));
    }
  }

  /** Adds the few nodes that stand between a bundle's ports and a foreign graph. */
  private record PlainPorts(GraphDef.Builder graph) {

    void placeholder(String name, int width) {
      TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
      shape.addDimBuilder().setSize(-1);
      shape.addDimBuilder().setSize(width);
      graph
          .addNodeBuilder()
          .setName(name)
          .setOp("Placeholder")
          .putAttr("dtype", GraphFreezer.type(DataType.DT_FLOAT))
          .putAttr("shape", AttrValue.newBuilder().setShape(shape).build());
    }

    void reshaped(String name, String input, List<Integer> sizes) {
      graph
          .addNodeBuilder()
          .setName(name)
          .setOp("Reshape")
          .addInput(input)
          .addInput(ints(name + "_shape", sizes))
          .putAttr("T", GraphFreezer.type(DataType.DT_FLOAT))
          .putAttr("Tshape", GraphFreezer.type(DataType.DT_INT32));
    }

    /** One row, or as many as the other has, as many times as the other has rows. */
    String repeated(String name, String other, int width) {
      AttrValue ints = GraphFreezer.type(DataType.DT_INT32);
      graph
          .addNodeBuilder()
          .setName(name + "_noise_shape")
          .setOp("Shape")
          .addInput(other)
          .putAttr("T", GraphFreezer.type(DataType.DT_FLOAT))
          .putAttr("out_type", ints);
      graph
          .addNodeBuilder()
          .setName(name + "_rows")
          .setOp("Slice")
          .addInput(name + "_noise_shape")
          .addInput(ints(name + "_first", List.of(0)))
          .addInput(ints(name + "_one", List.of(1)))
          .putAttr("T", ints)
          .putAttr("Index", ints);
      graph
          .addNodeBuilder()
          .setName(name + "_size")
          .setOp("ConcatV2")
          .addInput(name + "_rows")
          .addInput(ints(name + "_width", List.of(width)))
          .addInput(scalar(name + "_axis", 0))
          .putAttr("N", AttrValue.newBuilder().setI(2).build())
          .putAttr("T", ints)
          .putAttr("Tidx", ints);
      graph
          .addNodeBuilder()
          .setName(name + "_repeated")
          .setOp("BroadcastTo")
          .addInput(name)
          .addInput(name + "_size")
          .putAttr("T", GraphFreezer.type(DataType.DT_FLOAT))
          .putAttr("Tidx", ints);
      return name + "_repeated";
    }

    private String ints(String name, List<Integer> values) {
      TensorProto.Builder tensor =
          TensorProto.newBuilder().setDtype(DataType.DT_INT32).addAllIntVal(values);
      tensor.getTensorShapeBuilder().addDimBuilder().setSize(values.size());
      graph.addNode(GraphFreezer.constantNode(tensor.build()).setName(name));
      return name;
    }

    private String scalar(String name, int value) {
      TensorProto tensor =
          TensorProto.newBuilder()
              .setDtype(DataType.DT_INT32)
              .setTensorShape(TensorShapeProto.getDefaultInstance())
              .addIntVal(value)
              .build();
      graph.addNode(GraphFreezer.constantNode(tensor).setName(name));
      return name;
    }
  }
}
