package io.github.hjelm.deploy;

import io.github.hjelm.bench.network.SeededUNet;
import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.controller.chunk.ChunkJoin;
import io.github.hjelm.controller.chunk.ChunkSchedule;
import io.github.hjelm.controller.chunk.NoiseStream;
import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.loop.ThreadLane;
import io.github.hjelm.controller.observe.ObservationLayout;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.ForwardingSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.tensorflow.SavedModelGraph;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowSampler;
import io.github.hjelm.controller.safety.SafeCommand;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a large policy beside the loop costs the loop: the demonstration's robot flies with its
 * policy on a thread of its own, with a U-Net asked before each of its answers on that thread, and
 * with the U-Net on a second lane that never pauses, in turns within one run. Plans are the robot's
 * own policy's in all turns, so that cycles have the same to do. A main, not a test: its figures
 * are in {@code controller/README.md}.
 */
final class PolicyLaneLoad {

  /** In turns; the first is what the others are compared with. */
  private enum Kind {
    OWN("own policy alone"),
    ASKED("the U-Net whenever the robot asks"),
    PAUSELESS("the U-Net without a pause");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** After a turn has begun; it is not counted. */
  private static final long SETTLE_MS = 700;

  private final MeasuredFlight flight;
  private final Load load;
  private final double seconds;
  private final Turns<Kind, Turn> turns = new Turns<>(List.of(Kind.values()));

  private PolicyLaneLoad(MeasuredFlight flight, Load load, double seconds) {
    this.flight = flight;
    this.load = load;
    this.seconds = seconds;
  }

  /** What one turn came to. */
  private record Turn(
      double p50Us,
      double p99Us,
      double mostUs,
      double unevenUs,
      double evaluationsHz,
      double evaluationMs,
      double misses) {}

  /** {@code PolicyLaneLoad [ROUNDS [SECONDS-OF-A-TURN [CHANNELS [TASK]]]]}. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 12;
    double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 4;
    int channels = arguments.length > 2 ? Integer.parseInt(arguments[2]) : SeededUNet.LARGE;
    String task = arguments.length > 3 ? arguments[3] : "amr-obstacles";
    Load load = new Load();
    try (Closing closing = new Closing()) {
      // First: how many threads TensorFlow computes with is decided by its first session.
      MeasuredFlight flight =
          MeasuredFlight.begin(
              task,
              robot -> robot.with(robot.policy().with(LaneChoice.THREAD)),
              load::before,
              List.of(load),
              closing);
      closing.later(load::end);
      load.begin(flight.member(), channels);
      System.out.println(flight.conditions());
      System.gc(); // what the making of the network has left
      Thread.sleep(8000); // until what is hot is compiled
      PolicyLaneLoad lanes = new PolicyLaneLoad(flight, load, seconds);
      lanes.turns.fly(rounds, lanes::turn);
      lanes.report(rounds);
      System.out.println("violations " + flight.robot().score().violations());
    }
  }

  private Turn turn(Kind kind) throws Exception {
    load.be(kind);
    Thread.sleep(SETTLE_MS);
    CycleLengths cycles = flight.cycles();
    UNet network = load.network();
    int from = cycles.count();
    long misses = flight.member().vitals().deadlineMisses();
    long evaluations = network.evaluations();
    long evaluatedNs = network.tookNs();
    long beganNs = System.nanoTime();
    Thread.sleep(Math.round(1000 * seconds));
    double tookNs = System.nanoTime() - beganNs;
    evaluations = network.evaluations() - evaluations;
    evaluatedNs = network.tookNs() - evaluatedNs;
    int to = cycles.count();
    long[] sorted = cycles.between(from, to);
    long[] uneven = cycles.unevenness(from, to, flight.member().timing().cycleNs());
    return new Turn(
        sorted[sorted.length / 2] / 1e3,
        sorted[sorted.length * 99 / 100] / 1e3,
        sorted[sorted.length - 1] / 1e3,
        uneven[uneven.length * 99 / 100] / 1e3,
        1e9 * evaluations / tookNs,
        evaluatedNs / 1e6 / Math.max(1, evaluations),
        flight.member().vitals().deadlineMisses() - misses);
  }

  private void report(int rounds) {
    for (Kind kind : Kind.values()) {
      System.out.printf(
          "%s: cycle p50 %.0f µs %s, p99 %.0f µs %s, longest of a turn"
              + " %.0f µs %s; begins at p99 %.0f µs off its beat %s;"
              + " %.0f deadline misses; %.1f evaluations a second of %.1f ms%n",
          kind.words,
          turns.median(kind, Turn::p50Us),
          turns.ratio(kind, Turn::p50Us, "own"),
          turns.median(kind, Turn::p99Us),
          turns.ratio(kind, Turn::p99Us, "own"),
          turns.median(kind, Turn::mostUs),
          turns.ratio(kind, Turn::mostUs, "own"),
          turns.median(kind, Turn::unevenUs),
          turns.ratio(kind, Turn::unevenUs, "own"),
          turns.sum(kind, Turn::misses),
          turns.median(kind, Turn::evaluationsHz),
          turns.median(kind, Turn::evaluationMs));
    }
    System.out.println(flight.circumstances(rounds));
  }

  /** Where the U-Net is asked, by the kind of turn. */
  private static final class Load implements CycleWatcher {

    private volatile Kind kind = Kind.OWN;
    private volatile @Nullable UNet network;
    private volatile @Nullable ThreadLane lane;
    private @Nullable ChunkSchedule chunks;

    /** The robot's policy, which answers after the U-Net where that is its turn. */
    FewStepSampler before(FewStepSampler own) {
      return new ForwardingSampler(own) {
        @Override
        public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
          if (kind == Kind.ASKED) {
            float[] one = Arrays.copyOf(noise, chunkSize());
            if (network().once(observation, one, one) != SampleOutcome.SAMPLED) {
              throw new IllegalStateException(network().fault());
            }
          }
          return super.sample(observation, noise, actions);
        }
      };
    }

    /** Makes the network, as large as a robot's observations and chunks ask for. */
    void begin(FleetMember member, int channels) throws Exception {
      BundleManifest manifest = member.bundle().manifest();
      ObservationLayout layout =
          new ObservationLayout(
              member.robot().states(),
              manifest.observation(),
              manifest.normalisers().observation());
      SeededUNet seeded =
          new SeededUNet(layout.size(), member.robot().controls().size(), channels, 1);
      UNet made = new UNet(sampler(seeded, manifest));
      System.out.printf(
          "U-Net of %.1f million parameters, one candidate%n", seeded.parameters() / 1e6);
      network = made;
      // Every answer is late, so that the next is due at once.
      chunks =
          new ChunkSchedule(
              manifest.chunk(), 1, manifest.normalisers().action(), ChunkJoin.REPLACE, 1);
      lane = new ThreadLane(made, layout, new NoiseStream(1, "load"), "policy-load");
    }

    private static FewStepSampler sampler(SeededUNet seeded, BundleManifest manifest)
        throws Exception {
      return TensorFlowSampler.open(
          SavedModelGraph.parse(seeded.savedModel(), "the U-Net"),
          manifest.observation().size(),
          manifest.chunkSize(),
          new TensorFlowSampler.Settings(SeededUNet.SIGNATURE, 1, 1, 1, 1));
    }

    UNet network() {
      UNet made = network;
      if (made == null) {
        throw new IllegalStateException("there is no network yet");
      }
      return made;
    }

    void be(Kind newKind) {
      network().goOn(newKind == Kind.PAUSELESS);
      kind = newKind;
    }

    @Override
    public void saw(ControlLoop loop, SafeCommand command, long nowNs) {
      if (kind == Kind.PAUSELESS && lane != null && chunks != null) {
        lane.step(nowNs, loop.sensors().observation(), chunks);
        lane.left();
      }
    }

    @Override
    public void failed(Throwable fault) {
      fault.printStackTrace();
    }

    void end() {
      be(Kind.OWN);
      if (lane != null) {
        lane.close();
      }
    }
  }

  /** The U-Net, its evaluations counted; one thread at a time. */
  private static final class UNet extends ForwardingSampler {

    private volatile boolean goesOn;

    // Written by whose turn it is to evaluate.
    private volatile long evaluations;
    private volatile long tookNs;

    UNet(FewStepSampler sampler) {
      super(sampler);
    }

    /** Whether a question is answered over and over. */
    void goOn(boolean now) {
      goesOn = now;
    }

    long evaluations() {
      return evaluations;
    }

    long tookNs() {
      return tookNs;
    }

    @Override
    public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
      SampleOutcome outcome = once(observation, noise, actions);
      while (goesOn) {
        outcome = once(observation, noise, actions);
      }
      return outcome;
    }

    synchronized SampleOutcome once(float[] observation, float[] noise, float[] actions) {
      long beganNs = System.nanoTime();
      SampleOutcome outcome = super.sample(observation, noise, actions);
      tookNs = tookNs + System.nanoTime() - beganNs;
      evaluations = evaluations + 1;
      return outcome;
    }
  }
}
