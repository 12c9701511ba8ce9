package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.loop.BatchedPolicy;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The shared calls of all beats. Belongs to the thread beside the loop. */
final class Batches implements AutoCloseable {

  private final MonotonicClock clock;
  private final Map<Beat.Kind, BatchMaker> makers = new LinkedHashMap<>();

  Batches(MonotonicClock clock) {
    this.clock = clock;
  }

  /**
   * What the member's beat may call when so many robots are in it; nothing where it has none.
   *
   * @param robots the member among them
   */
  List<BatchedPolicy> with(FleetMember member, int robots) throws FleetRefusal {
    Optional<Beat.Kind> kind = member.beat().filter(Beat.Kind::shares);
    if (kind.isEmpty()) {
      return List.of();
    }
    try {
      return makers
          .computeIfAbsent(kind.get(), any -> new BatchMaker(clock))
          .forRobots(robots, member);
    } catch (BundleRefusal | SamplerRefusal e) {
      throw new FleetRefusal(
          "robot %s cannot share calls of its policy: %s"
              .formatted(member.config().name(), e.getMessage()),
          e);
    }
  }

  /** Gives back what nobody can ask any more. */
  void closeUnused(Predicate<Beat.Kind> isUsed) {
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
    closeUnused(kind -> false);
  }
}
