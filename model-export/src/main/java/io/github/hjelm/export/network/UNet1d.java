package io.github.hjelm.export.network;

import io.github.hjelm.export.network.WeightLayout.Initial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.image.ResizeNearestNeighbor;
import org.tensorflow.types.TFloat32;

/**
 * Convolutions along the chunk's time on several levels, each half as long and twice as wide as the
 * one above, with shortcuts between the two ways (as in Diffusion Policy, Chi et al. 2023, but
 * small).
 *
 * <p>A block is x + conv(ReLU(conv(FiLM(norm(x))))): the norm stands before the convolutions, so
 * that TensorFlow fuses convolution, bias and ReLU, and nothing is normalised on the straight way
 * from the sample to the answer, which has to know the sample's size. A level is left out where the
 * chunk is too short to be halved; a step that has no neighbour to its right is halved alone.
 */
public final class UNet1d implements Network {

  private static final int TAPS = 3;

  /** Fewer channels have too little to take a mean of where few steps are left. */
  private static final int CHANNELS_PER_GROUP = 8;

  private static final int MOST_LEVELS = 8;

  private final NetworkShape shape;
  private final int width;
  private final int depth;

  /** Steps on each level. */
  private final List<Integer> lengths = new ArrayList<>();

  private final List<Block> blocks = new ArrayList<>();
  private final Conditioning conditioning;
  private final WeightLayout layout;

  private record Block(String name, int inputs, int outputs) {}

  /**
   * @param width channels on the first level
   * @param depth how many levels there are, where the chunk is long enough
   */
  public UNet1d(NetworkShape shape, int width, int depth) {
    if (width < 1 || depth < 1 || depth > MOST_LEVELS) {
      throw new IllegalArgumentException(
          "a U-Net cannot have %d levels, the first of %d channels".formatted(depth, width));
    }
    this.shape = shape;
    this.width = width;
    this.depth = depth;
    int length = shape.horizon();
    lengths.add(length);
    while (lengths.size() < depth && length > 1) {
      length = (length + 1) / 2;
      lengths.add(length);
    }
    makeBlocks();
    List<Conditioning.Site> sites =
        blocks.stream().map(block -> new Conditioning.Site(block.name(), block.inputs())).toList();
    conditioning = new Conditioning(shape, 2 * width, sites);
    layout = makeLayout();
  }

  /** In the order in which they are passed. */
  private void makeBlocks() {
    int bottom = lengths.size() - 1;
    for (int level = 0; level <= bottom; level++) {
      blocks.add(
          new Block("down" + level, level == 0 ? width : channels(level - 1), channels(level)));
    }
    blocks.add(new Block("bottom", channels(bottom), channels(bottom)));
    for (int level = bottom - 1; level >= 0; level--) {
      blocks.add(new Block("up" + level, channels(level + 1) + channels(level), channels(level)));
    }
  }

  private int channels(int level) {
    return Math.multiplyExact(width, 1 << level);
  }

  private WeightLayout makeLayout() {
    WeightLayout made = new WeightLayout();
    conditioning.addTo(made);
    if (shape.seesSample()) {
      made.weight("sample", Initial.LINEAR, 1, TAPS, shape.actionSize(), width);
    }
    made.weight("positions", Initial.LINEAR, shape.horizon(), width);
    for (Block block : blocks) {
      addFilter(made, block.name() + ".first", Initial.RELU, TAPS, block.inputs(), block.outputs());
      addFilter(
          made, block.name() + ".second", Initial.LINEAR, TAPS, block.outputs(), block.outputs());
      if (block.inputs() != block.outputs()) {
        made.weight(
            block.name() + ".straight", Initial.LINEAR, 1, 1, block.inputs(), block.outputs());
      }
    }
    for (int level = 0; level < lengths.size() - 1; level++) {
      addFilter(made, "halve" + level, Initial.LINEAR, TAPS, channels(level), channels(level));
    }
    addFilter(made, "last", Initial.RELU, TAPS, width, width);
    int outputs = shape.actionSize() * shape.outputsPerControl();
    made.weight("answer", Initial.ZERO, 1, 1, width, outputs);
    made.weight("answer.straight", Initial.ZERO, shape.observationSize(), shape.outputSize());
    made.bias("answer.bias", shape.outputSize());
    return made;
  }

  private static void addFilter(
      WeightLayout layout, String name, Initial initial, int taps, int inputs, int outputs) {
    layout.weight(name, initial, 1, taps, inputs, outputs);
    layout.bias(name + ".bias", outputs);
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
    return "1-D U-Net, %d channels, %d of %d levels".formatted(width, lengths.size(), depth);
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
    Pass pass = new Pass(a, w, seen, conditioning.told(a, w, times));
    Operand<TFloat32> x = pass.through(start(a, w, sample));
    Operand<TFloat32> last =
        a.tf().nn.relu(Layers.convolution(a, x, w.of("last"), w.of("last.bias"), 1));
    Operand<TFloat32> answer =
        a.tf().nn.conv2d(last, w.of("answer"), List.of(1L, 1L, 1L, 1L), "SAME");
    return a.plus(Layers.inOrder(a, answer, shape), seen.get(conditioning.count()));
  }

  /** A step's place is learnt: a chunk's first step is done at once, its last one hardly ever. */
  private Operand<TFloat32> start(Algebra a, Weights w, @Nullable Operand<TFloat32> sample) {
    Operand<TFloat32> positions = Layers.shaped(a, w.of("positions"), 1, 1, shape.horizon(), width);
    if (sample == null) {
      return positions;
    }
    Operand<TFloat32> steps = Layers.shaped(a, sample, -1, 1, shape.horizon(), shape.actionSize());
    List<Long> everyStep = List.of(1L, 1L, 1L, 1L);
    return a.plus(a.tf().nn.conv2d(steps, w.of("sample"), everyStep, "SAME"), positions);
  }

  /** One way down and up again. */
  private final class Pass {

    private final Algebra a;
    private final Weights w;
    private final List<Operand<TFloat32>> seen;
    private final List<Operand<TFloat32>> told;
    private int passed;

    Pass(Algebra a, Weights w, List<Operand<TFloat32>> seen, List<Operand<TFloat32>> told) {
      this.a = a;
      this.w = w;
      this.seen = seen;
      this.told = told;
    }

    Operand<TFloat32> through(Operand<TFloat32> start) {
      int bottom = lengths.size() - 1;
      List<Operand<TFloat32>> kept = new ArrayList<>();
      Operand<TFloat32> x = start;
      for (int level = 0; level <= bottom; level++) {
        x = block(x, lengths.get(level));
        if (level < bottom) {
          kept.add(x);
          x = filtered(x, "halve" + level, 2);
        }
      }
      x = block(x, lengths.get(bottom));
      for (int level = bottom - 1; level >= 0; level--) {
        x = block(beside(stretched(x, lengths.get(level)), kept.get(level)), lengths.get(level));
      }
      return x;
    }

    private Operand<TFloat32> block(Operand<TFloat32> x, int length) {
      Block block = blocks.get(passed);
      Operand<TFloat32> seenThrough =
          conditioning.at(a, passed, seen, told, standardised(x, block.inputs(), length), 4);
      passed++;
      Operand<TFloat32> inner = a.tf().nn.relu(filtered(seenThrough, block.name() + ".first", 1));
      Operand<TFloat32> change = filtered(inner, block.name() + ".second", 1);
      Operand<TFloat32> straight =
          block.inputs() == block.outputs()
              ? x
              : a.tf()
                  .nn
                  .conv2d(x, w.of(block.name() + ".straight"), List.of(1L, 1L, 1L, 1L), "SAME");
      return a.plus(straight, change);
    }

    /** Each group of channels over all steps. */
    private Operand<TFloat32> standardised(Operand<TFloat32> x, int channels, int length) {
      int groups = Math.max(1, channels / CHANNELS_PER_GROUP);
      while (channels % groups != 0) {
        groups--;
      }
      Operand<TFloat32> grouped = Layers.shaped(a, x, -1, length, groups, channels / groups);
      return Layers.shaped(a, Layers.standardised(a, grouped, 1, 3), -1, 1, length, channels);
    }

    private Operand<TFloat32> filtered(Operand<TFloat32> x, String name, long stride) {
      return Layers.convolution(a, x, w.of(name), w.of(name + ".bias"), stride);
    }

    private Operand<TFloat32> stretched(Operand<TFloat32> x, int length) {
      return a.tf()
          .image
          .resizeNearestNeighbor(
              x, a.tf().constant(new int[] {1, length}), new ResizeNearestNeighbor.Options[0]);
    }

    private Operand<TFloat32> beside(Operand<TFloat32> one, Operand<TFloat32> other) {
      return a.tf().concat(List.of(one, other), a.tf().constant(3));
    }
  }
}
