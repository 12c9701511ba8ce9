package io.github.hjelm.controller.policy.tensorflow;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.PolicyDevice;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.sensors.HotPath;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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
   */
  public record Settings(
      String signature,
      int steps,
      int candidates,
      int observations,
      int threads,
      PolicyDevice device) {

    /** On the processor. */
    public Settings(String signature, int steps, int candidates, int observations, int threads) {
      this(signature, steps, candidates, observations, threads, PolicyDevice.CPU);
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
        SignaturePorts.of(model, settings.signature(), observationSize, chunkSize);
    CApiSession.Port first =
        SignaturePorts.port(ports.observation(), settings.observations(), observationSize);
    CApiSession.Port second = SignaturePorts.port(ports.noise(), settings.candidates(), chunkSize);
    CApiSession.Port third = SignaturePorts.port(ports.actions(), settings.candidates(), chunkSize);
    boolean onGpu = settings.device() != PolicyDevice.CPU && Gpus.any();
    GraphSession session =
        GraphSessions.open(
            RowBiases.in(shaped(model.graph(), first, second), Set.of(third.name())),
            onGpu ? SessionConfig.onGpu() : SessionConfig.onCpu(settings.threads()),
            List.of(first, second),
            third);
    TensorFlowSampler sampler =
        new TensorFlowSampler(
            settings,
            onGpu ? PolicyDevice.GPU : PolicyDevice.CPU,
            observationSize,
            chunkSize,
            session);
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
  @HotPath
  public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
    session.put(0, observation);
    session.put(1, noise);
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

  /** The same graph with its inputs of known size, so that sizes are computed once. */
  private static GraphDef shaped(GraphDef graph, CApiSession.Port... inputs) {
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
