package io.github.hjelm.bench.link;

import io.github.hjelm.bench.rig.DueTimes;
import io.github.hjelm.export.report.Machine;
import io.github.hjelm.sensors.codec.BinaryCodec;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.mqtt.embedded.MosquittoProcess;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Sensor frame out, answer back: each transport on each broker beside the raw client and a bare
 * echo, in one run. The stacks take turns of one second in a new random order every round, so that
 * all of them see the same machine.
 */
public final class LinkBenchmark {

  private static final double RATE_HZ = 1_000;
  private static final double TURN_S = 1;
  private static final int WARM_UP_ROUNDS = 4;
  private static final int VALUES = 32;
  private static final long HIGHEST_NS = 10_000_000_000L;
  private static final String RAW_CLIENT = "raw client";
  private static final long ORDER_SEED = 1;

  private final MonotonicClock clock;
  private final int rounds;
  private final Consumer<String> progress;

  /** What one stack has shown so far. */
  private static final class Tally {
    private final Stack stack;
    private final Histogram service = new Histogram(HIGHEST_NS, 3);
    private final Histogram response = new Histogram(HIGHEST_NS, 3);
    private final Histogram turn = new Histogram(HIGHEST_NS, 3);
    private final List<Double> p50OfTurns = new ArrayList<>();
    private long allocated;
    private long lost;

    Tally(Stack stack) {
      this.stack = stack;
    }
  }

  /**
   * @param rounds how many turns of one second each stack is measured for
   * @param progress is told what is going on
   */
  public LinkBenchmark(MonotonicClock clock, int rounds, Consumer<String> progress) {
    this.clock = clock;
    this.rounds = rounds;
    this.progress = progress;
  }

  /** Runs it; leaves Mosquitto out, and says so, where it is not installed. */
  public LinkReport run(String command) throws IOException {
    byte[] frame = new byte[FrameLimits.MAX_FRAME_BYTES];
    int length = frame(frame);
    List<AutoCloseable> open = new ArrayList<>();
    try {
      List<Tally> tallies = new ArrayList<>();
      stacks(length, open).forEach(stack -> tallies.add(new Tally(stack)));
      Random order = new Random(ORDER_SEED);
      for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
        progress.accept(round < 0 ? "warming up" : "round " + (round + 1) + " of " + rounds);
        List<Tally> turns = new ArrayList<>(tallies);
        Collections.shuffle(turns, order);
        for (Tally tally : turns) {
          takeTurn(round < 0 ? new Tally(tally.stack) : tally, frame, length);
        }
      }
      List<LinkRow> rows = new ArrayList<>();
      tallies.forEach(tally -> rows.add(row(tally, tallies)));
      progress.accept("losing the broker");
      List<LossRow> losses =
          MosquittoProcess.executable().isPresent() ? new BrokerLoss(clock).run() : List.of();
      return new LinkReport(
          Machine.describe(), today(), command, RATE_HZ, length, rounds, rows, losses);
    } finally {
      closeAll(open);
    }
  }

  private List<Stack> stacks(int frameBytes, List<AutoCloseable> open) throws IOException {
    List<LocalBroker> brokers = new ArrayList<>();
    if (MosquittoProcess.executable().isPresent()) {
      brokers.add(opened(open, MosquittoProcess.start()));
    } else {
      progress.accept("Mosquitto is left out, because it is not installed (apt install mosquitto)");
    }
    brokers.add(opened(open, EmbeddedBroker.start(0)));
    List<Stack> stacks = new ArrayList<>();
    stacks.add(opened(open, new EchoStack(frameBytes)));
    for (LocalBroker broker : brokers) {
      stacks.add(opened(open, new BrokerStack(RAW_CLIENT, broker, Responders::wire)));
      stacks.add(opened(open, new BrokerStack("netty", broker, Responders::netty)));
      stacks.add(opened(open, new BrokerStack("paho", broker, Responders::paho)));
    }
    return stacks;
  }

  private static <T extends AutoCloseable> T opened(List<AutoCloseable> open, T resource) {
    open.add(0, resource);
    return resource;
  }

  private void takeTurn(Tally tally, byte[] frame, int length) throws IOException {
    Stack stack = tally.stack;
    byte[] answer = new byte[FrameLimits.MAX_FRAME_BYTES];
    tally.turn.reset();
    ByteBuffer stamped = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    int last = length - Long.BYTES;
    long allocatedBefore = stack.allocatedBytes();
    DueTimes dueTimes = new DueTimes(clock, RATE_HZ);
    long end = clock.nanoTime() + (long) (TURN_S * 1e9);
    while (clock.nanoTime() - end < 0) {
      long due = dueTimes.next();
      long sent = clock.nanoTime();
      stamped.putLong(last, sent);
      try {
        // An answer that comes after its second is up belongs to a lost message.
        do {
          if (stack.roundTrip(frame, length, answer) != length) {
            throw new IOException(stack.responder() + " answered with another length");
          }
        } while (ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN).getLong(last) != sent);
      } catch (SocketTimeoutException e) {
        tally.lost++;
        continue;
      }
      long now = clock.nanoTime();
      tally.service.recordValue(now - sent);
      tally.turn.recordValue(now - sent);
      tally.response.recordValue(now - due);
    }
    tally.allocated += stack.allocatedBytes() - allocatedBefore;
    tally.p50OfTurns.add(tally.turn.getValueAtPercentile(50) / 1e3);
  }

  private static LinkRow row(Tally tally, List<Tally> all) {
    long messages = tally.service.getTotalCount();
    return new LinkRow(
        tally.stack.responder(),
        tally.stack.broker(),
        messages + tally.lost,
        tally.lost,
        tally.service.getValueAtPercentile(50) / 1e3,
        tally.service.getValueAtPercentile(99) / 1e3,
        tally.response.getValueAtPercentile(50) / 1e3,
        tally.response.getValueAtPercentile(99) / 1e3,
        (double) tally.allocated / Math.max(1, messages),
        timesFloor(tally, all));
  }

  private static double timesFloor(Tally tally, List<Tally> all) {
    for (Tally floor : all) {
      if (floor.stack.responder().equals(RAW_CLIENT)
          && floor.stack.broker().equals(tally.stack.broker())) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < tally.p50OfTurns.size(); i++) {
          ratios.add(tally.p50OfTurns.get(i) / floor.p50OfTurns.get(i));
        }
        Collections.sort(ratios);
        return ratios.get(ratios.size() / 2);
      }
    }
    return Double.NaN;
  }

  private static int frame(byte[] target) {
    SensorFrame frame = new SensorFrame();
    frame.robotName().set("r1");
    frame.sensorName().set("state");
    frame.setEpoch(1).setSequence(1).setStampNs(1).resize(VALUES);
    for (int i = 0; i < VALUES; i++) {
      frame.setValue(i, i + 0.5);
    }
    return new BinaryCodec().encode(frame, target);
  }

  private static void closeAll(List<AutoCloseable> open) throws IOException {
    for (AutoCloseable resource : open) {
      try {
        resource.close();
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException("a stack did not end", e);
      }
    }
  }

  private static String today() {
    Instant now = Instant.ofEpochMilli(WallClock.system().epochMillis());
    return LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
  }
}
