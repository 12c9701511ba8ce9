package io.github.hjelm.controller.health;

import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How all robots of this process are doing. Robots come and go while others are asked about; any
 * thread, but none of a loop's.
 */
public final class FleetHealth implements MeterBinder {

  private final HealthLimits limits;
  private final MonotonicClock clock;
  private final Map<String, Member> members = new ConcurrentSkipListMap<>();

  /** Which meters of which robot are where; under this object's lock. */
  private final Map<MeterRegistry, Map<String, List<Meter>>> bound = new ConcurrentHashMap<>();

  /**
   * A robot that is being driven.
   *
   * @param link how its link to the broker stands; any thread asks
   * @param overwritten frames that a newer one replaced on their way to the loop
   * @param recording how its flight recorder is doing
   */
  record Member(
      RobotVitals vitals,
      Supplier<LinkStatus> link,
      LongSupplier overwritten,
      Recording recording) {}

  /**
   * @param clock the one that loops count by
   */
  public FleetHealth(HealthLimits limits, MonotonicClock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Begins to watch a robot.
   *
   * @param link how its link to the broker stands; any thread asks
   * @param overwritten frames that a newer one replaced on their way to the loop, so far
   * @throws IllegalArgumentException when one of that name is watched already
   */
  public void add(RobotVitals vitals, Supplier<LinkStatus> link, LongSupplier overwritten) {
    add(vitals, link, overwritten, Recording.NONE);
  }

  /**
   * The same of a robot whose flight is recorded.
   *
   * @param recording how that is doing; any thread asks
   */
  public synchronized void add(
      RobotVitals vitals,
      Supplier<LinkStatus> link,
      LongSupplier overwritten,
      Recording recording) {
    Member member = new Member(vitals, link, overwritten, recording);
    if (members.putIfAbsent(vitals.robot(), member) != null) {
      throw new IllegalArgumentException("there is a robot " + vitals.robot() + " already");
    }
    bound.forEach((registry, robots) -> bind(registry, robots, member));
  }

  /** Ends it, metrics included. */
  public synchronized void remove(String robot) {
    members.remove(robot);
    bound.forEach(
        (registry, robots) -> robots.getOrDefault(robot, List.of()).forEach(registry::remove));
    bound.values().forEach(robots -> robots.remove(robot));
  }

  /** Keeps the meters of every robot in a registry, of those that come later too. */
  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    Map<String, List<Meter>> robots = new TreeMap<>();
    members.values().forEach(member -> bind(registry, robots, member));
    bound.put(registry, robots);
  }

  private void bind(MeterRegistry registry, Map<String, List<Meter>> robots, Member member) {
    robots.put(member.vitals().robot(), new RobotMeters(registry, member, clock).register());
  }

  /** Every robot by name, and how it is doing now. */
  public List<RobotHealth> check() {
    long nowNs = clock.nanoTime();
    return members.values().stream()
        .map(member -> RobotHealth.of(member.vitals(), member.link().get(), limits, nowNs))
        .toList();
  }

  Collection<Member> members() {
    return members.values();
  }
}
