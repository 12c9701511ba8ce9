package io.github.hjelm.controller.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page in a real browser. */
class DashboardE2E {

  /** Whether anything was painted on a canvas, and in more colours than one. */
  private static final String PAINTED =
      """
      (() => {
        const canvas = document.getElementById('%s');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const seen = new Set();
        for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 200) seen.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
        return seen.size > 1;
      })()\
      """;

  @BeforeAll
  static void needsChromium() {
    assumeTrue(
        HeadlessChromium.executable().isPresent(),
        "skipped, because Chromium is not installed (apt install chromium)");
  }

  @Test
  void thePageShowsARobotThatMoves() throws Exception {
    try (DashboardHarness harness = DashboardHarness.start(0, true, true);
        HeadlessChromium chromium = new HeadlessChromium()) {
      chromium.size(1400, 900);
      chromium.open(harness.address());
      chromium.await("document.body.dataset.state === 'live'");
      chromium.await("document.querySelectorAll('#states .gauge').length === 4");
      Object before = chromium.evaluate("document.querySelector('#states .value').textContent");
      chromium.await("document.querySelector('#states .value').textContent !== '" + before + "'");
      for (String canvas : List.of("scene", "margin-strip", "latency-strip", "verdict-canvas")) {
        chromium.await(PAINTED.formatted(canvas));
      }
      chromium.await("document.querySelectorAll('#latency-plot polyline').length === 6");
      assertEquals(
          "certified", chromium.evaluate("document.getElementById('certificate').textContent"));
      assertEquals(true, chromium.evaluate("document.getElementById('shout').hidden"));
      assertEquals(List.of(), chromium.complaints());
    }
  }

  @Test
  void aPushByKeyboardIsSeenAsAnEvent() throws Exception {
    try (DashboardHarness harness = DashboardHarness.start(0, true, true);
        HeadlessChromium chromium = new HeadlessChromium()) {
      chromium.open(harness.address());
      chromium.await("document.querySelectorAll('#actions button').length === 5");
      chromium.press('S');
      chromium.await(
          "[...document.querySelectorAll('#event-list .alarm .name')]"
              + ".some(n => n.textContent === 'MODEL_MISMATCH')");
      chromium.press('K');
      chromium.await(
          "[...document.querySelectorAll('#legend li.seen')].some(l => l.title ==="
              + " 'HELD_POLICY_FAULT')");
      assertEquals(List.of(), chromium.complaints());
    }
  }

  @Test
  void withoutACertificateThePageShouts() throws Exception {
    try (DashboardHarness harness = DashboardHarness.start(0, false, false);
        HeadlessChromium chromium = new HeadlessChromium()) {
      chromium.open(harness.address());
      chromium.await("!document.getElementById('shout').hidden");
      String text = String.valueOf(chromium.evaluate("document.body.innerText"));
      assertTrue(text.contains("UNCERTIFIED"), text);
      assertEquals(true, chromium.evaluate("document.getElementById('actions').hidden"));
      assertEquals("–", chromium.evaluate("document.getElementById('margin-value').textContent"));
    }
  }

  @Test
  void nothingIsCutOffOnASmallScreen() throws Exception {
    try (DashboardHarness harness = DashboardHarness.start(0, true, true);
        HeadlessChromium chromium = new HeadlessChromium()) {
      chromium.open(harness.address());
      chromium.await("document.querySelectorAll('#actions button').length === 5");
      for (int width : new int[] {360, 390, 800, 1400}) {
        chromium.size(width, 800);
        chromium.await("document.documentElement.clientWidth === " + width);
        assertEquals(
            String.valueOf(width),
            String.valueOf(chromium.evaluate("document.documentElement.scrollWidth")),
            "the page is wider than its window");
      }
    }
  }

  @Test
  void aControllerThatFallsSilentIsNoticed() throws Exception {
    try (HeadlessChromium chromium = new HeadlessChromium()) {
      try (DashboardHarness harness = DashboardHarness.start(0, true, true)) {
        chromium.open(harness.address());
        chromium.await("document.body.dataset.state === 'live'");
      }
      chromium.await("document.body.dataset.state === 'lost'");
      chromium.await("document.getElementById('notice').textContent.startsWith('Nothing heard')");
    }
  }
}
