package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.config.PolicyConfig;
import io.github.hjelm.controller.loop.BatchedPolicy;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the calls that the robots of one beat may share, and measures them: for one robot, for two,
 * four and so on, each of a fixed size. Off the loop's thread; what it has made is closed by it.
 */
final class BatchMaker implements AutoCloseable {

  /** Beyond this a call hardly costs less for each robot: the table is in controller/README.md. */
  static final int MOST_ROBOTS = 16;

  private final MonotonicClock clock;
  private final List<BatchedPolicy> made = new ArrayList<>();
  private final List<BatchedPolicy> usable = new ArrayList<>();

  /** The largest that was tried. */
  private int tried;

  BatchMaker(MonotonicClock clock) {
    this.clock = clock;
  }

  /**
   * The calls that so many robots may share. What was made before stays.
   *
   * @param member one of them
   */
  List<BatchedPolicy> forRobots(int robots, FleetMember member)
      throws BundleRefusal, SamplerRefusal {
    boolean forced = member.config().policy().lane() == LaneChoice.BATCH;
    long budgetNs = member.config().policy().inferenceBudgetNs(member.timing().cycleNs());
    int size = Math.max(1, 2 * tried);
    while (robots > 1 && size <= MOST_ROBOTS && size < 2 * robots) {
      BatchedPolicy batch = make(size, member);
      made.add(batch);
      if (forced || batch.measured().fits(budgetNs)) {
        usable.add(batch);
      }
      tried = size;
      size *= 2;
    }
    return List.copyOf(usable);
  }

  private BatchedPolicy make(int robots, FleetMember member) throws BundleRefusal, SamplerRefusal {
    PolicyConfig policy = member.config().policy();
    int rows = robots * policy.candidates(member.bundle().manifest().sampler());
    FewStepSampler sampler =
        member.bundle().sampler(member.signature(), rows, rows, policy.engine(), policy.device());
    boolean measured = false;
    try {
      BatchedPolicy batch = BatchedPolicy.of(sampler, robots, clock);
      measured = true;
      return batch;
    } finally {
      if (!measured) {
        sampler.close();
      }
    }
  }

  /** Nobody asks any more. */
  @Override
  public void close() {
    made.forEach(BatchedPolicy::close);
    made.clear();
    usable.clear();
  }
}
