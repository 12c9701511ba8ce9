package io.github.hjelm.export.network;

import io.github.hjelm.export.network.WeightLayout.Initial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * A transformer with one token per step of the chunk: attention among steps, then a layer for each
 * step alone, both behind norms and both added to what was there.
 *
 * <p>Observation and time scale and shift what the norms make (as in DiT, Peebles and Xie 2023):
 * were they tokens, all would have to be attended to in each step of the flow, and times could not
 * become constants. There is no norm before the answer, which has to know the sample's size.
 */
public final class ChunkTransformer implements Network {

  /** Width of the layer for each step alone, over the token's. */
  private static final int WIDENING = 2;

  private final NetworkShape shape;
  private final int width;
  private final int depth;
  private final int heads;
  private final Conditioning conditioning;
  private final WeightLayout layout;

  /**
   * @param width of a token
   * @param depth how many layers of attention there are
   * @param heads in how many parts the width attends; they divide it
   */
  public ChunkTransformer(NetworkShape shape, int width, int depth, int heads) {
    if (width < 1 || depth < 1 || heads < 1 || width % heads != 0) {
      throw new IllegalArgumentException(
          "a transformer cannot have %d layers of %d in %d heads".formatted(depth, width, heads));
    }
    this.shape = shape;
    this.width = width;
    this.depth = depth;
    this.heads = heads;
    List<Conditioning.Site> sites = new ArrayList<>();
    for (int layer = 0; layer < depth; layer++) {
      if (attends()) {
        sites.add(new Conditioning.Site("attention" + layer, width));
      }
      sites.add(new Conditioning.Site("alone" + layer, width));
    }
    conditioning = new Conditioning(shape, 2 * width, sites);
    layout = makeLayout();
  }

  /** A single step has no other to attend to. */
  private boolean attends() {
    return shape.horizon() > 1;
  }

  private WeightLayout makeLayout() {
    WeightLayout made = new WeightLayout();
    conditioning.addTo(made);
    if (shape.seesSample()) {
      made.weight("sample", Initial.LINEAR, shape.actionSize(), width);
    }
    made.weight("positions", Initial.LINEAR, shape.horizon(), width);
    for (int layer = 0; layer < depth; layer++) {
      if (attends()) {
        for (String part : List.of(".query", ".key", ".value", ".joined")) {
          made.weight("attention" + layer + part, Initial.LINEAR, width, width);
        }
      }
      made.weight("alone" + layer + ".first", Initial.RELU, width, WIDENING * width);
      made.bias("alone" + layer + ".first.bias", WIDENING * width);
      made.weight("alone" + layer + ".second", Initial.LINEAR, WIDENING * width, width);
      made.bias("alone" + layer + ".second.bias", width);
    }
    int outputs = shape.actionSize() * shape.outputsPerControl();
    made.weight("answer", Initial.ZERO, width, outputs);
    made.weight("answer.straight", Initial.ZERO, shape.observationSize(), shape.outputSize());
    made.bias("answer.bias", shape.outputSize());
    return made;
  }

  @Override
  public NetworkShape shape() {
    return shape;
  }

  @Override
  public WeightLayout layout() {
    return layout;
  }

  @Override
  public String description() {
    return "transformer %d×%d, %d heads".formatted(depth, width, heads);
  }

  @Override
  public List<Operand<TFloat32>> see(Algebra a, Weights w, Operand<TFloat32> observation) {
    List<Operand<TFloat32>> seen = new ArrayList<>(conditioning.see(a, w, observation));
    seen.add(Layers.dense(a, observation, w.of("answer.straight"), w.of("answer.bias")));
    return seen;
  }

  @Override
  public Operand<TFloat32> answer(
      Algebra a,
      Weights w,
      List<Operand<TFloat32>> seen,
      @Nullable Operand<TFloat32> sample,
      @Nullable Operand<TFloat32> times) {
    List<Operand<TFloat32>> told = conditioning.told(a, w, times);
    Operand<TFloat32> x = start(a, w, sample);
    int site = 0;
    for (int layer = 0; layer < depth; layer++) {
      if (attends()) {
        Operand<TFloat32> normal = Layers.standardised(a, x, 2);
        Operand<TFloat32> steps = conditioning.at(a, site++, seen, told, normal, 3);
        x = a.plus(x, attention(a, w, "attention" + layer, steps));
      }
      Operand<TFloat32> normal = Layers.standardised(a, x, 2);
      Operand<TFloat32> steps = conditioning.at(a, site++, seen, told, normal, 3);
      x = a.plus(x, alone(a, w, "alone" + layer, steps));
    }
    Operand<TFloat32> answer = a.matmul(Layers.shaped(a, x, -1, width), w.of("answer"));
    return a.plus(Layers.inOrder(a, answer, shape), seen.get(conditioning.count()));
  }

  private Operand<TFloat32> start(Algebra a, Weights w, @Nullable Operand<TFloat32> sample) {
    Operand<TFloat32> positions = Layers.shaped(a, w.of("positions"), 1, shape.horizon(), width);
    if (sample == null) {
      return positions;
    }
    Operand<TFloat32> steps = Layers.shaped(a, sample, -1, shape.actionSize());
    return a.plus(byStep(a, a.matmul(steps, w.of("sample"))), positions);
  }

  private Operand<TFloat32> byStep(Algebra a, Operand<TFloat32> rows) {
    return Layers.shaped(a, rows, -1, shape.horizon(), width);
  }

  // softmax(q·kᵀ / √size)·v, per head
  private Operand<TFloat32> attention(Algebra a, Weights w, String name, Operand<TFloat32> steps) {
    Operand<TFloat32> rows = Layers.shaped(a, steps, -1, width);
    Operand<TFloat32> q = byHead(a, a.matmul(rows, w.of(name + ".query")));
    Operand<TFloat32> k = byHead(a, a.matmul(rows, w.of(name + ".key")));
    Operand<TFloat32> v = byHead(a, a.matmul(rows, w.of(name + ".value")));
    double perSize = 1 / Math.sqrt((double) width / heads);
    Operand<TFloat32> products = product(a, q, k, BatchMatMul.adjY(true));
    Operand<TFloat32> shares = a.tf().nn.softmax(a.times(perSize, products));
    Operand<TFloat32> heard = product(a, shares, v, BatchMatMul.adjY(false));
    Operand<TFloat32> joined =
        a.tf().linalg.transpose(heard, a.tf().constant(new int[] {0, 2, 1, 3}));
    return byStep(a, a.matmul(Layers.shaped(a, joined, -1, width), w.of(name + ".joined")));
  }

  /** [B·H, width] to [B, heads, H, width / heads]. */
  private Operand<TFloat32> byHead(Algebra a, Operand<TFloat32> rows) {
    Operand<TFloat32> parts = Layers.shaped(a, rows, -1, shape.horizon(), heads, width / heads);
    return a.tf().linalg.transpose(parts, a.tf().constant(new int[] {0, 2, 1, 3}));
  }

  private static Operand<TFloat32> product(
      Algebra a, Operand<TFloat32> x, Operand<TFloat32> y, BatchMatMul.Options options) {
    return a.tf().train.batchMatMul(x, y, TFloat32.class, options);
  }

  private Operand<TFloat32> alone(Algebra a, Weights w, String name, Operand<TFloat32> steps) {
    Operand<TFloat32> rows = Layers.shaped(a, steps, -1, width);
    Operand<TFloat32> first =
        Layers.dense(a, rows, w.of(name + ".first"), w.of(name + ".first.bias"));
    Operand<TFloat32> second =
        Layers.dense(a, a.tf().nn.relu(first), w.of(name + ".second"), w.of(name + ".second.bias"));
    return byStep(a, second);
  }
}
