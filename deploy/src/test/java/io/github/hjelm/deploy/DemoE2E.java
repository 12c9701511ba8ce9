package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.hjelm.controller.config.DashboardConfig;
import io.github.hjelm.controller.dashboard.HeadlessChromium;
import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.sim.SimSettings;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demonstration as a visitor sees it: in a browser, with the wire tapped. */
class DemoE2E {

  private static final String ROBOT = "amr-obstacles";
  private static final Path BUNDLE = Path.of("../model-export/bundles", ROBOT + ".zip");
  private static final int MOST_PUSHES = 30;

  private static final Set<Verdict> OVERRIDES =
      EnumSet.of(Verdict.FILTERED, Verdict.BACKUP, Verdict.BRAKED);

  private static final String OVERRIDE_IS_SEEN =
      """
      [...document.querySelectorAll('#legend li.seen')]
        .some(l => ['FILTERED', 'BACKUP', 'BRAKED'].includes(l.title))\
      """;

  @BeforeAll
  static void needsChromium() {
    assumeTrue(
        HeadlessChromium.executable().isPresent(),
        "skipped, because Chromium is not installed (apt install chromium)");
  }

  @Test
  void aPushIsOverriddenOnThePageAndOnTheWire() throws Exception {
    PolicyDemo.Settings settings =
        new PolicyDemo.Settings(0, Optional.of(DashboardConfig.standard().withPort(0)), 1);
    try (PolicyDemo demo = PolicyDemo.start(BUNDLE, settings);
        OpenLink tap = OpenLink.connect(Transport.NETTY, MqttSettings.of(demo.broker()));
        HeadlessChromium chromium = new HeadlessChromium()) {
      AtomicInteger overrides = new AtomicInteger();
      FrameCodec codec = RobotSession.codecs(SimSettings.of(ROBOT, Map.of())).get();
      CommandFrame command = new CommandFrame();
      byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];
      OpenLink.await(
          tap.link()
              .subscribe(
                  Topics.command(ROBOT),
                  message -> {
                    message.copyTo(payload);
                    if (codec.decode(payload, message.length(), command).accepted()
                        && OVERRIDES.contains(command.verdict())) {
                      overrides.incrementAndGet();
                    }
                  }));
      chromium.open(demo.address().orElseThrow());
      chromium.await("document.body.dataset.state === 'live'");
      chromium.await("document.querySelectorAll('#actions button').length === 5");
      int before = overrides.get();
      // Whoever is pushed off its way is overridden sooner or later, wherever it is just now.
      for (int push = 0; push < MOST_PUSHES && overrides.get() == before; push++) {
        chromium.evaluate("document.getElementById('act-push').click()");
        Thread.sleep(1000);
      }
      assertTrue(overrides.get() > before, "no push was overridden on the wire");
      chromium.await(OVERRIDE_IS_SEEN);
      demo.stop();
      assertEquals(0, demo.summary().violations(), "the robot stays inside");
      assertEquals(List.of(), chromium.complaints());
    }
  }
}
