package io.github.hjelm.controller.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.bundle.FlyableBundle;
import io.github.hjelm.controller.chunk.ChunkJoin;
import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.config.PolicyConfig;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.health.ReloadOutcome;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.ForwardingSampler;
import io.github.hjelm.controller.policy.PolicyEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Robots whose policy is told what it is to agree with. */
class GuidedFlightTest {

  private final List<Told> policies = new ArrayList<>();
  private final FleetBench bench =
      new FleetBench(
          policy -> {
            Told told = new Told(policy);
            policies.add(told);
            return told;
          });

  @TempDir Path folder;

  /** Writes down how much of a plan counted each time. */
  private static final class Told extends ForwardingSampler {

    private final List<Float> counted = new ArrayList<>();

    Told(FewStepSampler policy) {
      super(policy);
    }

    @Override
    public void guide(float[] prefix, float[] weights) {
      float sum = 0;
      for (float weight : weights) {
        sum += weight;
      }
      counted.add(sum);
      super.guide(prefix, weights);
    }
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private RobotConfig config(Path bundle, LaneChoice lane, ChunkJoin join) {
    RobotConfig usual = FleetBench.config("a", bundle, lane);
    return usual.with(usual.policy().with(join));
  }

  private Path guided() throws Exception {
    return FlyableBundle.guidedZip(folder, "1.0.0", FlyableBundle.GENTLE);
  }

  @Test
  void aPolicyThatCanIsToldWhatIsPlanned() throws Exception {
    FleetMember member = bench.add(config(guided(), LaneChoice.INLINE, ChunkJoin.REAL_TIME));
    assertTrue(member.lane().startsWith("inline, guided, p50"), member.lane());
    bench.pass(30);
    List<Float> counted = policies.get(0).counted;
    assertTrue(counted.stream().anyMatch(sum -> sum == 0), "nothing is planned at first");
    assertTrue(counted.stream().filter(sum -> sum > 0).count() > 10, counted::toString);
    assertEquals(0, member.loop().faults());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REAL_TIME")
  void otherJoinsAskForThePlainAnswers(ChunkJoin join) throws Exception {
    FleetMember member = bench.add(config(guided(), LaneChoice.INLINE, join));
    bench.pass(30);
    assertFalse(policies.get(0).isGuided());
    assertFalse(member.lane().contains("guided"), member.lane());
    assertTrue(policies.get(0).counted.isEmpty());
  }

  @Test
  void aPolicyThatCannotFliesWithoutAndIsNotSaidTo() throws Exception {
    Path plain = FlyableBundle.zip(folder, "1.0.0", FlyableBundle.GENTLE);
    FleetMember member = bench.add(config(plain, LaneChoice.INLINE, ChunkJoin.REAL_TIME));
    bench.pass(30);
    assertFalse(member.lane().contains("guided"), member.lane());
    assertTrue(policies.get(0).counted.isEmpty());
  }

  @Test
  void guidanceIsNotAskedForByName() throws Exception {
    RobotConfig usual = config(guided(), LaneChoice.INLINE, ChunkJoin.REPLACE);
    PolicyConfig named = with(usual.policy(), PolicyEngine.TENSORFLOW, "guided_serving_default");
    FleetRefusal refusal =
        assertThrows(FleetRefusal.class, () -> bench.assemble(usual.with(named)));
    assertTrue(refusal.toString().contains("'guided_serving_default'"), refusal::toString);
  }

  @Test
  void anotherEngineFliesThePlainSignature() throws Exception {
    PolicyConfig policy = config(guided(), LaneChoice.INLINE, ChunkJoin.REAL_TIME).policy();
    Sampler sampler =
        new Sampler(
            "flow", 2, 4, Map.of("serving_default", 2), new TreeSet<>(Set.of("serving_default")));
    assertEquals("guided_serving_default", policy.signature(sampler));
    assertEquals(
        "serving_default", with(policy, PolicyEngine.VECTOR, "serving_default").signature(sampler));
  }

  private static PolicyConfig with(PolicyConfig policy, PolicyEngine engine, String signature) {
    return new PolicyConfig(
        policy.lane(),
        policy.inferenceBudget(),
        policy.candidates(),
        engine,
        policy.device(),
        signature,
        policy.join(),
        policy.temperature(),
        policy.maxLateness(),
        policy.seed(),
        policy.reload());
  }

  @Test
  void aReloadChangesFromOneToTheOtherAndBack() throws Exception {
    Path plain = FlyableBundle.zip(folder, "1.0.0", FlyableBundle.GENTLE);
    Path guided = FlyableBundle.guidedZip(folder, "2.0.0", FlyableBundle.GENTLE);
    bench.add(config(plain, LaneChoice.BATCH, ChunkJoin.REAL_TIME));
    bench.pass(25);
    for (Path next : List.of(guided, plain)) {
      CompletableFuture<Reload> settled = bench.reload("a", next);
      bench.pass(30);
      assertEquals(ReloadOutcome.KEPT, settled.get().outcome());
      FleetMember flown = bench.fleet.members().get(0);
      assertEquals(next, flown.bundle().source());
      assertEquals(next.equals(guided), flown.lane().contains("guided"), flown.lane());
      assertEquals(0, flown.loop().faults());
    }
    assertTrue(policies.get(1).counted.size() > 5);
  }
}
