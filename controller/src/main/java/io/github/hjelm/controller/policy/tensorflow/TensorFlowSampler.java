package io.github.hjelm.controller.policy.tensorflow;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.PolicyDevice;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.sensors.HotPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A {@link FewStepSampler} on a frozen graph in TensorFlow, run in the calling thread.
 *
 * <p>One class serves the loop (few candidates, one thread) and trials off line (a thousand rows,
 * more threads); they differ in their {@link Settings}.
 */
public final class TensorFlowSampler implements FewStepSampler {

  private final Settings settings;

  /** Never {@link PolicyDevice#AUTO}. */
  private final PolicyDevice device;

  private final int observationSize;
  private final int chunkSize;
  private final GraphSession session;

  /**
   * How a sampler is made.
   *
   * @param signature of the SavedModel
   * @param steps behind that signature, by the account of whoever made it
   * @param candidates K: rows of noise in a call
   * @param observations rows of observations in a call: 1 or K
   * @param threads that may share one operation; TensorFlow keeps one pool a process, as large as
   *     the first session in it asked for
   * @param device where it shall run
   * @param guided whether the signature takes a plan to agree with
   */
  public record Settings(
      String signature,
      int steps,
      int candidates,
      int observations,
      int threads,
      PolicyDevice device,
      boolean guided) {

    /** On the processor, without a plan. */
    public Settings(String signature, int steps, int candidates, int observations, int threads) {
      this(signature, steps, candidates, observations, threads, PolicyDevice.CPU, false);
    }

    public Settings {
      if (candidates < 1 || steps < 1 || threads < 1) {
        throw new IllegalArgumentException("a sampler has at least one of everything");
      }
      if (observations != 1 && observations != candidates) {
        throw new IllegalArgumentException(
            observations + " observations cannot be shared by " + candidates + " candidates");
      }
    }
  }

  private TensorFlowSampler(
      Settings settings,
      PolicyDevice device,
      int observationSize,
      int chunkSize,
      GraphSession session) {
    this.settings = settings;
    this.device = device;
    this.observationSize = observationSize;
    this.chunkSize = chunkSize;
    this.session = session;
  }

  /** Makes a sampler and runs it once, so that what cannot run is refused here. */
  public static TensorFlowSampler open(
      SavedModelGraph model, int observationSize, int chunkSize, Settings settings)
      throws SamplerRefusal {
    SignaturePorts ports =
        SignaturePorts.of(
            model, settings.signature(), observationSize, chunkSize, settings.guided());
    List<CApiSession.Port> inputs = new ArrayList<>();
    for (int i = 0; i < ports.inputs().size(); i++) {
      int rows = i == SignaturePorts.NOISE ? settings.candidates() : settings.observations();
      int width = i == SignaturePorts.OBSERVATION ? observationSize : chunkSize;
      inputs.add(SignaturePorts.port(ports.inputs().get(i), rows, width));
    }
    CApiSession.Port output =
        SignaturePorts.port(ports.actions(), settings.candidates(), chunkSize);
    boolean onGpu = settings.device() != PolicyDevice.CPU && Gpus.any();
    GraphDef graph = shaped(model.graph(), inputs);
    // oneDNN turns weights itself, and sums in another order where they were turned before.
    boolean turns = settings.guided() && TensorFlowRuntime.isOneDnnOff();
    GraphSession session =
        GraphSessions.open(
            RowBiases.in(turns ? TurnedWeights.in(graph) : graph, Set.of(output.name())),
            onGpu ? SessionConfig.onGpu() : onCpu(graph, settings.threads()),
            inputs,
            output);
    TensorFlowSampler sampler =
        new TensorFlowSampler(
            settings,
            onGpu ? PolicyDevice.GPU : PolicyDevice.CPU,
            observationSize,
            chunkSize,
            session);
    if (settings.guided()) {
      // No plan yet, so none that counts.
      float[] nothing = new float[settings.observations() * chunkSize];
      sampler.guide(nothing, nothing);
    }
    sampler.requireAnswer();
    return sampler;
  }

  @Override
  public PolicyDevice device() {
    return device;
  }

  @Override
  public int observationSize() {
    return observationSize;
  }

  @Override
  public int chunkSize() {
    return chunkSize;
  }

  @Override
  public int candidates() {
    return settings.candidates();
  }

  @Override
  public int observations() {
    return settings.observations();
  }

  @Override
  public int steps() {
    return settings.steps();
  }

  @Override
  public boolean isGuided() {
    return settings.guided();
  }

  @Override
  @HotPath
  public void guide(float[] prefix, float[] weights) {
    if (!settings.guided()) {
      throw new UnsupportedOperationException("a sampler without guidance was given a plan");
    }
    session.put(SignaturePorts.PREFIX, prefix);
    session.put(SignaturePorts.PREFIX_WEIGHTS, weights);
  }

  @Override
  @HotPath
  public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
    session.put(SignaturePorts.OBSERVATION, observation);
    session.put(SignaturePorts.NOISE, noise);
    return session.run(actions);
  }

  @Override
  public String fault() {
    return session.fault();
  }

  @Override
  public void close() {
    session.close();
  }

  private void requireAnswer() throws SamplerRefusal {
    float[] noise = new float[candidates() * chunkSize];
    SampleOutcome outcome = sample(new float[observations() * observationSize], noise, noise);
    if (outcome != SampleOutcome.SAMPLED) {
      String fault = fault();
      close();
      throw new SamplerRefusal(
          "the signature '%s' does not answer %d candidates: %s"
              .formatted(
                  settings.signature(),
                  settings.candidates(),
                  outcome == SampleOutcome.WRONG_SIZE ? "its answer has another size" : fault));
    }
  }

  private static ConfigProto onCpu(GraphDef graph, int threads) {
    boolean normalises =
        graph.getNodeList().stream().anyMatch(node -> node.getOp().equals("Rsqrt"));
    return normalises && !TensorFlowRuntime.isOneDnnOff()
        ? SessionConfig.onCpuUnfused(threads)
        : SessionConfig.onCpu(threads);
  }

  /** The same graph with its inputs of known size, so that sizes are computed once. */
  private static GraphDef shaped(GraphDef graph, List<CApiSession.Port> inputs) {
    GraphDef.Builder shaped = graph.toBuilder();
    for (NodeDef.Builder node : shaped.getNodeBuilderList()) {
      for (CApiSession.Port input : inputs) {
        if (node.getName().equals(input.name()) && node.getOp().equals("Placeholder")) {
          TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
          Arrays.stream(input.shape()).forEach(size -> shape.addDimBuilder().setSize(size));
          node.putAttr("shape", node.getAttrOrThrow("shape").toBuilder().setShape(shape).build());
        }
      }
    }
    return shaped.build();
  }
}
