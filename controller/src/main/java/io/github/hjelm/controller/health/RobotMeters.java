package io.github.hjelm.controller.health;

import io.github.hjelm.controller.chunk.ChunkOutcome;
import io.github.hjelm.controller.health.FleetHealth.Member;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.observe.Freshness;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The meters of one robot: they read what the loop counts when they are asked, so that the loop
 * knows nothing of them.
 */
final class RobotMeters {

  private static final double NS_PER_S = 1e9;

  private final MeterRegistry registry;
  private final Member member;
  private final MonotonicClock clock;
  private final Tags robot;
  private final List<Meter> meters = new ArrayList<>();

  RobotMeters(MeterRegistry registry, Member member, MonotonicClock clock) {
    this.registry = registry;
    this.member = member;
    this.clock = clock;
    robot = Tags.of(LoopMetric.ROBOT, member.vitals().robot());
  }

  /** All but the histograms, which are read by those who know what a histogram is. */
  List<Meter> register() {
    RobotVitals vitals = member.vitals();
    counts(LoopMetric.CYCLES, Verdict.values(), verdict -> vitals.verdicts().of(verdict));
    counts(LoopMetric.FRAMES, FrameOutcome.values(), outcome -> ofLoop(frames(outcome)));
    counts(
        LoopMetric.OBSERVATIONS,
        Freshness.values(),
        freshness -> ofLoop(loop -> loop.sensors().standings().of(freshness)));
    counts(
        LoopMetric.CHUNKS,
        ChunkOutcome.values(),
        outcome -> ofLoop(loop -> loop.chunks().counts().of(outcome)));
    counts(LoopMetric.RELOADS, ReloadOutcome.values(), outcome -> vitals.reloads().of(outcome));
    for (int stage = 0; stage < vitals.stages().size(); stage++) {
      LatencyHistogram histogram = vitals.stages().stage(stage);
      String name = vitals.stages().names().get(stage);
      gauge(
          LoopMetric.STAGE_LONGEST,
          robot.and(LoopMetric.STAGE_LONGEST.ownLabel(), name),
          m -> histogram.longestNs() / NS_PER_S);
    }
    gauge(LoopMetric.CYCLE_AGE, m -> cycleAgeS(m.vitals()));
    counter(LoopMetric.DEADLINE_MISSES, m -> m.vitals().deadlineMisses());
    counter(LoopMetric.FRAMES_OVERWRITTEN, m -> m.overwritten().getAsLong());
    gauge(LoopMetric.OVERRIDE_SHARE, m -> m.vitals().overrideShare());
    counter(LoopMetric.FAULTS, m -> m.vitals().faults().total());
    gauge(LoopMetric.FAULTS_DISTINCT, m -> m.vitals().faults().all().size());
    gauge(LoopMetric.CERTIFIED, m -> flag(m.vitals().isCertified()));
    gauge(LoopMetric.MODEL_MISMATCH, m -> flag(m.vitals().isModelMismatch()));
    gauge(LoopMetric.STOP_LATCHED, m -> flag(m.vitals().stopCause() != null));
    gauge(LoopMetric.GPU_MISSING, m -> flag(m.vitals().isGpuMissing()));
    registerLink();
    counter(LoopMetric.RECORDER_BYTES, m -> m.recording().writtenBytes());
    counter(LoopMetric.RECORDER_DROPPED, m -> m.recording().droppedRecords());
    return List.copyOf(meters);
  }

  private void registerLink() {
    gauge(LoopMetric.BROKER_CONNECTED, m -> flag(m.link().get().connected()));
    link(LoopMetric.BROKER_CONNECTIONS, LinkStatus::connections);
    link(LoopMetric.MESSAGES_RECEIVED, LinkStatus::received);
    link(LoopMetric.MESSAGES_SENT, LinkStatus::sent);
    link(LoopMetric.MESSAGES_DROPPED, LinkStatus::dropped);
  }

  private <E extends Enum<E>> void counts(
      LoopMetric metric, E[] outcomes, ToLongFunction<E> count) {
    for (E outcome : outcomes) {
      String label = outcome.name().toLowerCase(Locale.ROOT);
      counter(metric, robot.and(metric.ownLabel(), label), m -> count.applyAsLong(outcome));
    }
  }

  /** What the loop counts itself: nothing before its first cycle. */
  private long ofLoop(ToLongFunction<ControlLoop> count) {
    ControlLoop loop = member.vitals().loop();
    return loop == null ? 0 : count.applyAsLong(loop);
  }

  private static ToLongFunction<ControlLoop> frames(FrameOutcome outcome) {
    return loop -> {
      long frames = 0;
      for (int sensor = 0; sensor < loop.sensors().sensors(); sensor++) {
        frames += loop.sensors().counts(sensor).of(outcome);
      }
      return frames;
    };
  }

  private void link(LoopMetric metric, ToDoubleFunction<LinkStatus> value) {
    counter(metric, m -> value.applyAsDouble(m.link().get()));
  }

  private void counter(LoopMetric metric, ToDoubleFunction<Member> value) {
    counter(metric, robot, value);
  }

  private void counter(LoopMetric metric, Tags tags, ToDoubleFunction<Member> value) {
    meters.add(
        FunctionCounter.builder(metric.exportedName(), member, value)
            .description(metric.help())
            .tags(tags)
            .register(registry));
  }

  private void gauge(LoopMetric metric, ToDoubleFunction<Member> value) {
    gauge(metric, robot, value);
  }

  private void gauge(LoopMetric metric, Tags tags, ToDoubleFunction<Member> value) {
    meters.add(
        Gauge.builder(metric.exportedName(), member, value)
            .description(metric.help())
            .tags(tags)
            .register(registry));
  }

  private double cycleAgeS(RobotVitals vitals) {
    long lastNs = vitals.lastCycleNs();
    return lastNs == RobotVitals.NEVER
        ? Double.NaN
        : Math.max(0, clock.nanoTime() - lastNs) / NS_PER_S;
  }

  private static double flag(boolean on) {
    return on ? 1 : 0;
  }
}
