package io.github.hjelm.controller.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.loop.ScriptedPolicy.Manner;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.sensors.frame.Verdict;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A loop that takes up another's snapshot goes on as that one does, bit for bit. */
class LoopSnapshotProperties {

  private static final int FLIGHTS = 60;
  private static final int ROOM = 1 << 16;

  private static final Manner[] MANNERS = {
    Manner.ANSWERS,
    Manner.ANSWERS,
    Manner.ANSWERS,
    Manner.SAYS_ONE_NAN,
    Manner.SAYS_NAN,
    Manner.FAILS,
    Manner.THROWS
  };

  private final Set<Verdict> seen = EnumSet.noneOf(Verdict.class);

  @Test
  void goesOnBitForBitWhereverItIsTakenUp() {
    for (long seed = 0; seed < FLIGHTS; seed++) {
      fly(seed);
    }
    assertTrue(seen.size() >= 6, () -> "too little happened: " + seen);
  }

  private void fly(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean guided = seed % 2 == 1;
    LoopBench first = new LoopBench(false, new ScriptedPolicy(guided));
    int before = random.nextInt(60);
    for (int k = 0; k < before; k++) {
      step(first, random);
    }
    byte[] kept = snapshot(first.loop);
    LoopBench second = new LoopBench(false, new ScriptedPolicy(guided));
    second.clock.advanceNs(first.clock.nanoTime() - second.clock.nanoTime());
    second.loop.load(ByteBuffer.wrap(kept));
    assertArrayEquals(kept, snapshot(second.loop), () -> "what was loaded, seed " + seed);
    first
        .loop
        .sensors()
        .watch(
            (sensor, payload, length, retained, receivedNs) ->
                second.loop.sensors().read(sensor, payload, length, retained, receivedNs));
    for (int k = 0; k < 80; k++) {
      long nowNs = step(first, random);
      second.policy.manner = first.policy.manner;
      second.policy.control = first.policy.control;
      // Where the first was cleared by an operator, so is this one.
      second.loop.safety().clear();
      SafeCommand again = second.loop.cycle(nowNs);
      second.clock.advanceNs(first.clock.nanoTime() - second.clock.nanoTime());
      seen.add(again.verdict());
      String where = "seed " + seed + ", cycle " + k;
      assertEquals(first.verdicts.get(first.verdicts.size() - 1), again.verdict(), where);
      assertEquals(
          Double.doubleToRawLongBits(first.lastControl()),
          Double.doubleToRawLongBits(again.control(0)),
          where);
      assertArrayEquals(snapshot(first.loop), snapshot(second.loop), where);
    }
    first.close();
    second.close();
  }

  /** Something happens to a loop: mostly a frame and its cycle, sometimes less. */
  private static long step(LoopBench bench, SplittableRandom random) {
    bench.policy.manner = MANNERS[random.nextInt(MANNERS.length)];
    bench.policy.control = (float) random.nextDouble(-1.2, 1.2);
    boolean speaks = random.nextInt(10) > 0;
    double x = random.nextInt(20) == 0 ? Double.NaN : random.nextDouble(-0.9, 0.9);
    if (random.nextInt(30) == 0) {
      bench.epoch++;
    }
    if (speaks) {
      bench.hear(x, random.nextDouble(-0.5, 0.5));
    }
    bench.loop.safety().clear();
    long nowNs = bench.clock.nanoTime();
    bench.loop.cycle(nowNs);
    bench.clock.advanceNs(LoopBench.PERIOD_NS / 2 + random.nextLong(LoopBench.PERIOD_NS));
    return nowNs;
  }

  private static byte[] snapshot(ControlLoop loop) {
    ByteBuffer out = ByteBuffer.allocate(ROOM);
    loop.save(out);
    return Arrays.copyOf(out.array(), out.position());
  }
}
