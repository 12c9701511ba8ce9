package io.github.hjelm.controller.recorder;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.fleet.FleetRefusal;
import io.github.hjelm.controller.fleet.LoopReplica;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.sensors.frame.CommandNumbers;
import io.github.hjelm.sensors.frame.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Computes one flight's cycles again, file by file. One thread. */
final class FlightEngine implements AutoCloseable, CommandNumbers, CycleWatcher {

  private final FlightIdentity identity;
  private final CycleReader reader;
  private final CommandCatcher caught = new CommandCatcher();
  private final LoopReplica replica;
  private final ByteBuffer state;
  private RecordedPolicy[] policy = {};

  // Of the cycle at hand.
  private long leftNs;
  private long epoch;
  private long sequence;

  // Of the way so far.
  private boolean isWhole;
  private long next = -1;
  private long wallMs;
  private boolean isTimed;
  private long sinceNs;

  private long cycles;
  private long differing;
  private Optional<FlightDifference> first = Optional.empty();
  private int files;
  private int snapshots;
  private long missing;
  private FlightEnding ending = FlightEnding.CUT;
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);

  FlightEngine(
      FlightIdentity identity,
      RobotConfig config,
      Bundle bundle,
      FlightReplay.Means means,
      CycleReader reader)
      throws FleetRefusal {
    this.identity = identity;
    this.reader = reader;
    replica =
        LoopReplica.of(
            config,
            bundle,
            identity.inline(),
            this,
            new LoopReplica.Surroundings(
                means.games(), means.rankings(), this::recorded, caught, this, () -> leftNs));
    int bytes = FlightTape.snapshotBytes(replica.loop());
    state = FlightLayout.littleEndian(new byte[bytes]);
    reader.flight(identity.robot(), identity.controls());
  }

  private FewStepSampler recorded(FewStepSampler sampler) {
    RecordedPolicy one = new RecordedPolicy(sampler);
    policy = new RecordedPolicy[] {one};
    return one;
  }

  private ControlLoop loop() {
    return replica.loop();
  }

  /** Computes what one file holds again. */
  void play(FlightSegment segment) throws FlightRefusal {
    files++;
    boolean begun = false;
    while (segment.next()) {
      byte kind = segment.kind();
      if (kind == FlightLayout.SNAPSHOT) {
        meet(segment);
        begun = true;
      } else if (begun) {
        play(segment, kind);
      }
    }
    ending = segment.ending();
    isWhole &= ending == FlightEnding.COMPLETE;
  }

  private void play(FlightSegment segment, byte kind) throws FlightRefusal {
    ByteBuffer body = segment.body();
    switch (kind) {
      case FlightLayout.FRAME -> frame(segment, body);
      case FlightLayout.ANSWER -> {
        policy[0].willAnswer(body);
        replica.answerArrives();
      }
      case FlightLayout.NO_ANSWER -> {
        policy[0].willNotAnswer(StandardCharsets.US_ASCII.decode(body).toString());
        replica.answerArrives();
      }
      case FlightLayout.CLEARED -> loop().safety().clear();
      case FlightLayout.CYCLE ->
          cycle(RecordedCycle.read(body, segment.small()), segment.flag() != 0);
      case FlightLayout.GAP -> {
        missing += body.getLong();
        isWhole = false;
      }
      case FlightLayout.END -> {
        // How it ended is asked of the file.
      }
      default ->
          throw new FlightRefusal(
              segment.path() + " holds a record of a kind that this version does not know");
    }
  }

  private void frame(FlightSegment segment, ByteBuffer body) throws FlightRefusal {
    if (segment.small() >= loop().sensors().sensors()) {
      throw new FlightRefusal(segment.path() + " holds a frame of a sensor that there is not");
    }
    long receivedNs = body.getLong();
    byte[] payload = FlightSegment.copyOf(body);
    loop()
        .sensors()
        .read(segment.small(), payload, payload.length, segment.flag() != 0, receivedNs);
  }

  /** Takes up what the loop kept; where the way here has no gap it has to be what is there. */
  private void meet(FlightSegment segment) throws FlightRefusal {
    ByteBuffer body = segment.body();
    long number = body.getLong();
    wallMs = body.getLong();
    isTimed = false;
    if (body.remaining() != state.capacity()) {
      throw new FlightRefusal(
          "%s keeps %d bytes of its loop, this version %d: replay it with the one that recorded it"
              .formatted(segment.path(), body.remaining(), state.capacity()));
    }
    if (isWhole && next == number && segment.flag() == FlightLayout.IN_TURN) {
      state.clear();
      loop().save(state);
      snapshots++;
      int at = state.flip().mismatch(body);
      if (at >= 0) {
        String field = "byte " + at + " of what the loop keeps";
        differs(
            new FlightDifference(
                number, field, hex(body.get(body.position() + at)), hex(state.get(at))));
      }
    }
    loop().load(body);
    isWhole = true;
    next = number;
    policy[0].finish(number);
  }

  private static String hex(byte one) {
    return "%02x".formatted(one);
  }

  private void cycle(RecordedCycle recorded, boolean isLeaving) {
    leftNs = recorded.nowNs() + recorded.wholeNs();
    epoch = recorded.epoch();
    sequence = recorded.sequence();
    if (!isTimed) {
      isTimed = true;
      sinceNs = recorded.nowNs();
    }
    SafeCommand again = isLeaving ? loop().stop(recorded.nowNs()) : loop().cycle(recorded.nowNs());
    next = recorded.number() + 1;
    cycles++;
    verdicts.merge(recorded.verdict(), 1L, Long::sum);
    Optional<FlightDifference> difference =
        CycleComparison.of(recorded, loop(), again, caught.bytes());
    String asking = policy[0].finish(next);
    if (difference.isEmpty() && !asking.isEmpty()) {
      difference =
          Optional.of(
              new FlightDifference(recorded.number(), "policy's answer", "as it was", asking));
    }
    difference.ifPresent(this::differs);
    reader.cycle(recorded, wallMs + (recorded.nowNs() - sinceNs) / 1_000_000);
  }

  private void differs(FlightDifference difference) {
    differing++;
    if (first.isEmpty()) {
      first = Optional.of(difference);
    }
  }

  /**
   * What it came to.
   *
   * @param here this machine
   */
  FlightReport report(Map<String, String> here) {
    List<String> other = new ArrayList<>();
    identity
        .machine()
        .forEach(
            (part, there) -> {
              String now = here.getOrDefault(part, "unknown");
              if (!there.equals(now)) {
                other.add("%s %s there, %s here".formatted(part, there, now));
              }
            });
    if (identity.mayShareCalls()) {
      other.add("the policy in calls that robots may share there, alone here");
    }
    return new FlightReport(
        identity.robot(),
        identity.flight(),
        identity.bundleText(),
        files,
        cycles,
        verdicts,
        differing,
        first,
        snapshots,
        missing,
        policy[0].answers(),
        other,
        ending);
  }

  @Override
  public long epoch() {
    return epoch;
  }

  @Override
  public long nextSequence() {
    return sequence;
  }

  @Override
  public void saw(ControlLoop seen, SafeCommand command, long nowNs) {
    // What it came to is handed back.
  }

  @Override
  public void failed(Throwable fault) {
    // As on record.
  }

  @Override
  public void close() {
    replica.close();
  }
}
