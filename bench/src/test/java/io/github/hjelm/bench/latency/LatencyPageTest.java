package io.github.hjelm.bench.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyPageTest {

  private static final LatencyReport REPORT =
      Reports.of(
          List.of(), Reports.contestant("floor", 80, 1, 1), Reports.contestant("ours", 100, 1, 2));

  @Test
  void needsNothingBesideIt() {
    String page = LatencyPage.of(REPORT);
    for (String elsewhere : List.of("http://", "https://", "src=\"", "<script", "<link")) {
      assertFalse(page.contains(elsewhere), elsewhere);
    }
    assertTrue(page.contains("floor is faster"), page);
    assertTrue(page.contains("./hjelm bench quick"), page);
    assertTrue(page.contains("abc"), page);
  }

  @Test
  void saysInvalidFirstOfAll() {
    LatencyReport invalid =
        Reports.of(List.of("W3: the bench was late"), Reports.contestant("ours", 100, 1, 1));
    for (String text : List.of(LatencyPage.of(invalid), LatencyText.of(invalid))) {
      assertTrue(text.contains("INVALID: what follows must not be believed"), text);
      assertTrue(text.contains("W3: the bench was late"), text);
    }
    assertFalse(LatencyText.of(REPORT).contains("INVALID"));
  }

  @Test
  void memoryThatGrowsByTheSecondIsASlope() {
    // One MB per second.
    assertEquals(3_600, REPORT.workloads().get(0).stacks().get(0).residentSlopeMbPerHour(), 1e-6);
  }

  @Test
  void saysHowProcessorsWereWanted() {
    // From 0 to 29 % in each stack's thirty rounds.
    for (String text : List.of(LatencyPage.of(REPORT), LatencyText.of(REPORT))) {
      assertTrue(text.contains("for 14.5 % of the median slice, 29.0 % of the worst"), text);
    }
  }

  @Test
  void saysWhoWasLeftOut() {
    List<String> notes = Notes.of(REPORT.workloads().get(0));
    assertTrue(
        notes.contains("W3: python was left out: Python cannot import <torch>"), notes::toString);
  }

  @Test
  void theVerdictNeedsTheIntervalAndTheEffect() {
    RatioLine headline = REPORT.workloads().get(0).ratios().get(0);
    assertEquals(RatioLine.HEADLINE, headline.what());
    assertEquals("floor is faster", headline.verdict());
    assertEquals(1.25, headline.interval().ratio(), 0.02);
  }
}
