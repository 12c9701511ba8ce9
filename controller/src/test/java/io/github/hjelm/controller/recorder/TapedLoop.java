package io.github.hjelm.controller.recorder;

import io.github.hjelm.controller.loop.LoopBench;
import io.github.hjelm.controller.recorder.FlightTape.SegmentLimits;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A loop stepped by hand, whose records end in a ring that is emptied by hand. */
final class TapedLoop {

  static final FlightIdentity IDENTITY =
      new FlightIdentity(
          "mass",
          "20261121T170000.000Z",
          new FlightIdentity.BundleLabel("none", "1.0.0", "00", "nowhere"),
          true,
          false,
          List.of("force"),
          Map.of("name", "mass"),
          Map.of("java", "17"));

  final LoopBench bench = new LoopBench();
  final FlightRing ring;
  final FlightRecorder recorder;
  final FlightCounts counts;
  private final CommandFrame frame = new CommandFrame();
  private final byte[] command = new byte[100];
  private final byte[] record = new byte[1 << 20];
  private final double[] state = new double[2];

  @SuppressWarnings("NullAway") // its recorders are asked for nothing
  TapedLoop(int ringBytes, SegmentLimits limits) {
    recorder = new FlightRecorder(null);
    counts = recorder.flightCounts();
    bench.quiet = true;
    ring = new FlightRing(ringBytes);
    FlightTape tape = new FlightTape(bench.loop, 1, 8, ring, limits, () -> 1_000_000L, counts);
    recorder.begin(bench.loop, tape);
    bench.lane.watch(recorder);
  }

  /** A frame and its cycle. */
  void cycle(double x) {
    state[0] = x;
    bench.hear(state);
    long nowNs = bench.clock.nanoTime();
    recorder.begins();
    SafeCommand sent = bench.loop.cycle(nowNs);
    recorder.left(frame, command, command.length, PublishOutcome.SENT);
    recorder.saw(bench.loop, sent, nowNs);
    bench.clock.advanceNs(LoopBench.PERIOD_NS);
  }

  /** A frame, and the cycle of another loop. */
  void cycleOf(LoopBench other) {
    bench.hear(state);
    long nowNs = bench.clock.nanoTime();
    recorder.begins();
    SafeCommand sent = other.loop.cycle(nowNs);
    recorder.saw(other.loop, sent, nowNs);
    bench.clock.advanceNs(LoopBench.PERIOD_NS);
  }

  /** The kinds of what is in the ring, which is empty after this. */
  List<Byte> kinds() {
    List<Byte> kinds = new ArrayList<>();
    while (ring.poll(record) > 0) {
      kinds.add(record[FlightLayout.KIND_AT]);
    }
    return kinds;
  }
}
