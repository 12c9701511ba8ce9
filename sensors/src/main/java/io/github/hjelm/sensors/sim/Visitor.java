package io.github.hjelm.sensors.sim;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor does to a simulated robot, from any thread. Each kind of wish has a slot of its
 * own, from which the robot takes it between two control periods; a wish that comes sooner replaces
 * the one before and is counted. Seconds are the robot's, as many periods as make them up.
 */
public final class Visitor {

  private final int stateCount;
  private final AtomicReference<@Nullable Consumer<SimulatedRobot>> push = new AtomicReference<>();
  private final AtomicReference<@Nullable Consumer<SimulatedRobot>> shove = new AtomicReference<>();
  private final AtomicReference<@Nullable Consumer<SimulatedRobot>> blind = new AtomicReference<>();
  private final AtomicLong overwritten = new AtomicLong();

  Visitor(int stateCount) {
    this.stateCount = stateCount;
  }

  /**
   * Pushes the robot as hard as its disturbance box allows, in the corner that is worst for safety:
   * what a certificate for that box covers. Goes before what the settings say of disturbances; 0
   * seconds end a push.
   */
  public void push(double seconds) {
    requireDuration(seconds);
    ask(push, sim -> sim.push(seconds));
  }

  /**
   * Changes the robot's state at once, which no disturbance of its model explains.
   *
   * @param change one finite number per state, added to it
   */
  public void shove(double[] change) {
    if (change.length != stateCount) {
      throw new IllegalArgumentException(
          "a shove of " + change.length + " numbers does not fit " + stateCount + " states");
    }
    double[] kept = change.clone();
    for (double part : kept) {
      if (!Double.isFinite(part)) {
        throw new IllegalArgumentException("a shove by " + part + " leads nowhere");
      }
    }
    ask(shove, sim -> sim.shove(kept));
  }

  /** Blinds the robot's sensor for so long; 0 seconds give it its sight back. */
  public void blind(double seconds) {
    requireDuration(seconds);
    ask(blind, sim -> sim.blind(seconds));
  }

  /** Wishes that were replaced before the robot took them. */
  public long overwritten() {
    return overwritten.get();
  }

  /** Lets happen what was wished for; control thread. */
  void visit(SimulatedRobot sim) {
    take(push, sim);
    take(shove, sim);
    take(blind, sim);
  }

  private void ask(
      AtomicReference<@Nullable Consumer<SimulatedRobot>> slot, Consumer<SimulatedRobot> wish) {
    if (slot.getAndSet(wish) != null) {
      overwritten.incrementAndGet();
    }
  }

  private static void take(
      AtomicReference<@Nullable Consumer<SimulatedRobot>> slot, SimulatedRobot sim) {
    // Hardly ever is there one, and looking is cheaper than exchanging.
    Consumer<SimulatedRobot> wish = slot.get() == null ? null : slot.getAndSet(null);
    if (wish != null) {
      wish.accept(sim);
    }
  }

  private static void requireDuration(double seconds) {
    // Written so that NaN is refused.
    if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("nothing lasts " + seconds + " s");
    }
  }
}
