package io.github.hjelm.controller.loop;

import io.github.hjelm.sensors.HotPath;
import java.util.List;

/**
 * What the robots of one beat ask the policy that they all fly: collected while they begin their
 * cycles, answered in as few calls as that is worth, before they go on. Who did not ask takes no
 * room. Loop thread.
 */
public final class SharedCall {

  /** In the plan: one robot is answered by a call of its own. */
  private static final int ALONE = -1;

  private final Sampling[] asked;
  private final long[] costNs;
  private final int[] plan;
  private BatchedPolicy[] batches = {};
  private int count;

  /**
   * @param most how many robots may ask; further ones are answered one by one
   */
  public SharedCall(int most) {
    asked = new Sampling[most];
    costNs = new long[most + 1];
    plan = new int[most + 1];
    use(List.of(), 1);
  }

  /**
   * What may be called from now on. For every number of robots that ask, the calls are planned that
   * take the least time by their measured medians.
   *
   * @param newBatches from the smallest to the largest
   * @param aloneNs how long the policy takes for one robot alone
   */
  public void use(List<BatchedPolicy> newBatches, long aloneNs) {
    batches = newBatches.toArray(BatchedPolicy[]::new);
    for (int n = 1; n < plan.length; n++) {
      plan[n] = ALONE;
      costNs[n] = costNs[n - 1] + aloneNs;
      for (int i = 0; i < batches.length; i++) {
        int left = Math.max(0, n - batches[i].robots());
        long withNs = costNs[left] + batches[i].measured().p50Ns();
        boolean fewer = plan[n] != ALONE && withNs == costNs[n] && batches[i].robots() <= n;
        if (withNs < costNs[n] || fewer) {
          plan[n] = i;
          costNs[n] = withNs;
        }
      }
    }
  }

  /** How long it takes to answer so many robots, by the medians. */
  public long expectedNs(int robots) {
    return costNs[robots];
  }

  /** How many robots the first call answers where so many ask; 1 where each asks alone. */
  public int together(int robots) {
    return plan[robots] == ALONE ? 1 : Math.min(robots, batches[plan[robots]].robots());
  }

  /** A beat begins. */
  @HotPath
  public void clear() {
    count = 0;
  }

  @HotPath
  void add(Sampling one) {
    if (count < asked.length) {
      asked[count] = one;
      count++;
    }
  }

  /** Answers everybody who asked. */
  @HotPath
  public void run() {
    int from = 0;
    while (from < count) {
      int left = count - from;
      if (plan[left] == ALONE) {
        asked[from].run();
        from++;
      } else {
        BatchedPolicy batch = batches[plan[left]];
        int taken = Math.min(left, batch.robots());
        batch.answer(asked, from, taken);
        from += taken;
      }
    }
    count = 0;
  }
}
