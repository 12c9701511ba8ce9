package io.github.hjelm.controller.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.FlyableBundle;
import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.codec.FrameCodecs;
import io.github.hjelm.sensors.frame.StatusFrame;
import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.mqtt.MemoryBroker;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept on the wire about who controls a robot. */
class ControllerStatusesTest {

  private static final long LATER_NS = 60_000_000L;

  private final FleetBench bench = new FleetBench(policy -> policy);
  private final MemoryBroker broker = new MemoryBroker(() -> 0);
  private final FrameCodec codec = FrameCodecs.named("binary", Optional.empty());
  private long nowNs;
  private RobotConfig robot;

  @BeforeEach
  void write(@TempDir Path folder) throws Exception {
    Path bundle = FlyableBundle.zip(folder, "1.0.0", FlyableBundle.GENTLE);
    robot = FleetBench.config("a", bundle, LaneChoice.INLINE);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private ControllerStatuses statuses() {
    return new ControllerStatuses(bench.fleet.members(), broker.link(), () -> 1234);
  }

  private void refresh(ControllerStatuses statuses) {
    nowNs += LATER_NS;
    statuses.refresh(nowNs);
  }

  private @Nullable StatusFrame kept() {
    byte[] payload = broker.kept(Topics.controllerStatus("a"));
    AtomicReference<@Nullable StatusFrame> read = new AtomicReference<>();
    if (payload.length > 0) {
      assertTrue(codec.decodeStatus(payload, payload.length, read::set).accepted());
    }
    return read.get();
  }

  private StatusFrame keptStatus() {
    StatusFrame status = kept();
    if (status == null) {
      throw new AssertionError("nothing is kept");
    }
    return status;
  }

  @Test
  void saysWhatFliesARobotAndThatNothingVouchesForIt() throws Exception {
    ControllerStatuses statuses = statuses();
    refresh(statuses);
    assertEquals(null, kept());
    bench.add(robot);
    bench.pass(3);
    refresh(statuses);
    StatusFrame status = keptStatus();
    assertTrue(status.online());
    assertEquals("controller", status.source());
    assertEquals(bench.fleet.members().get(0).controlled().epoch().epoch(), status.commandEpoch());
    assertTrue(status.text().startsWith("UNCERTIFIED"), status.text());
    assertTrue(status.text().contains("1.0.0"), status.text());
  }

  @Test
  void whoGoesSaysSo() throws Exception {
    ControllerStatuses statuses = statuses();
    bench.add(robot);
    refresh(statuses);
    assertTrue(keptStatus().online());
    bench.fleet.remove("a").toCompletableFuture().get();
    refresh(statuses);
    assertFalse(keptStatus().online());
  }

  @Test
  void afterGoodByeNothingIsSaid() throws Exception {
    ControllerStatuses statuses = statuses();
    bench.add(robot);
    refresh(statuses);
    statuses.sayOffline();
    assertFalse(keptStatus().online());
    refresh(statuses);
    assertFalse(keptStatus().online());
  }

  @Test
  void theLastWillSaysOffline() throws Exception {
    bench.add(robot);
    var manifest = bench.fleet.members().get(0).bundle().manifest();
    var link = broker.link(ControllerStatuses.lastWill(robot, manifest, () -> 7));
    link.lose();
    assertFalse(keptStatus().online());
    assertEquals(manifest.robot().model(), keptStatus().model());
  }
}
