package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.loop.HandFedLane;
import io.github.hjelm.controller.loop.PolicyLane;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.PolicyDevice;
import io.github.hjelm.controller.safety.CertifiedGames;
import io.github.hjelm.sensors.frame.CommandNumbers;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.function.UnaryOperator;

/**
 * A robot's loop put together as it flew, without a robot, a thread or a clock of its own: cycles
 * are computed again by hand.
 *
 * @param loop stepped by hand
 */
public record LoopReplica(ControlLoop loop, PolicyLane lane) implements AutoCloseable {

  /**
   * What surrounds a replica.
   *
   * @param games pose again what certificates were solved for
   * @param policies what stands between loop and policy
   * @param link where commands go
   * @param numbers what they are numbered with
   * @param clock says when a command left
   */
  public record Surroundings(
      CertifiedGames games,
      RankingSource rankings,
      UnaryOperator<FewStepSampler> policies,
      MqttLink link,
      CommandNumbers numbers,
      MonotonicClock clock) {}

  /**
   * Puts one together; refuses in one sentence what does not belong together.
   *
   * @param inline whether the policy answers within the cycle, or when somebody says so
   */
  public static LoopReplica of(
      RobotConfig config, Bundle bundle, boolean inline, CycleWatcher watcher, Surroundings around)
      throws FleetRefusal {
    LoopDraft draft =
        LoopDraft.of(config, bundle, around.rankings(), new StagesShelf(around.games()));
    FewStepSampler sampler = around.policies().apply(draft.sampler(PolicyDevice.CPU));
    PolicyLane lane =
        inline
            ? draft.lane(sampler, true)
            : new HandFedLane(sampler, draft.layout(), draft.noise());
    ControlLoop loop =
        new ControlLoop(
            draft.parts(lane),
            draft.publisher(
                around.link(), around.numbers(), new OutcomeCounts<>(PublishOutcome.class)),
            watcher,
            around.clock());
    return new LoopReplica(loop, lane);
  }

  /** The policy's answer is there in the next cycle; where it answers within, that is so anyway. */
  public void answerArrives() {
    if (lane instanceof HandFedLane handFed) {
      handFed.arrives();
    }
  }

  @Override
  public void close() {
    lane.close();
  }
}
