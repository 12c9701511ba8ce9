package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.config.RobotKey;
import io.github.hjelm.controller.loop.BatchedPolicy;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The shared calls of all beats. Belongs to the thread beside the loop. */
final class Batches implements AutoCloseable {

  private final MonotonicClock clock;
  private final Supplier<Stream<FleetMember>> present;
  private final Map<Beat.Kind, BatchMaker> makers = new LinkedHashMap<>();

  /**
   * @param present who flies, and who may in a moment
   */
  Batches(MonotonicClock clock, Supplier<Stream<FleetMember>> present) {
    this.clock = clock;
    this.present = present;
  }

  /** What the member's beat may call with the member in it; nothing where it has no beat. */
  List<BatchedPolicy> with(FleetMember member) throws FleetRefusal {
    long others =
        present
            .get()
            .filter(other -> other.beat().equals(member.beat()))
            .map(FleetMember::controlled)
            .filter(other -> other != member.controlled())
            .distinct()
            .count();
    return batches(member, 1 + (int) others);
  }

  /** What the member's beat may call as it is. */
  List<BatchedPolicy> sameAs(FleetMember member) throws FleetRefusal {
    return batches(member, 1);
  }

  /** Those of so many robots, the member among them. */
  private List<BatchedPolicy> batches(FleetMember member, int robots) throws FleetRefusal {
    Optional<Beat.Kind> kind = member.beat().filter(Beat.Kind::shares);
    if (kind.isEmpty()) {
      return List.of();
    }
    try {
      return makers
          .computeIfAbsent(kind.get(), any -> new BatchMaker(clock))
          .forRobots(robots, member);
    } catch (BundleRefusal | SamplerRefusal e) {
      String robot = member.config().name();
      throw FleetRefusal.of(
          robot,
          RobotKey.LANE,
          "robot %s cannot share calls of its policy: %s".formatted(robot, e.getMessage()),
          e);
    }
  }

  /** Gives back what nobody can ask any more. */
  void closeUnused() {
    closeUnless(
        kind -> present.get().anyMatch(member -> member.beat().filter(kind::equals).isPresent()));
  }

  private void closeUnless(Predicate<Beat.Kind> isUsed) {
    makers
        .entrySet()
        .removeIf(
            entry -> {
              boolean unused = !isUsed.test(entry.getKey());
              if (unused) {
                entry.getValue().close();
              }
              return unused;
            });
  }

  @Override
  public void close() {
    closeUnless(kind -> false);
  }
}
