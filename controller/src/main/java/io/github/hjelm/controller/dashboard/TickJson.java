package io.github.hjelm.controller.dashboard;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.hjelm.controller.dashboard.DashboardFeed.Status;
import io.github.hjelm.controller.health.LatencyBuckets;
import io.github.hjelm.controller.health.LatencyHistogram;
import io.github.hjelm.sensors.frame.Verdict;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What happened since a page was last told. A page that skipped ticks is told of all cycles that it
 * missed, so nothing but pictures in between is lost. Dashboard thread.
 */
final class TickJson {

  /** Back to here a page that just opened is told verdicts; longer than its timeline. */
  static final double HISTORY_S = 60;

  private static final int DECIMALS = 4;

  /** The letter of each verdict, by its code. */
  private static final char[] LETTERS = letters();

  private final CycleBoard board;
  private final double periodS;
  private final @Nullable PlanRollout rollout;
  private final int horizon;
  private final double[] state;
  private final int[] steps;

  /** Where the stream stands. */
  private final PageCursor now;

  /** The tick for pages that have seen the one before: encoded once, whatever their number. */
  private @Nullable String shared;

  private String common = "";
  private boolean hasState;

  /** What was pinned up before anybody asked is old. */
  private boolean asked;

  TickJson(RobotSheet sheet, CycleBoard board) {
    this.board = board;
    periodS = sheet.periodS();
    int controls = sheet.model().controls().size();
    horizon = controls == 0 ? 0 : board.planNumbers() / controls;
    Scene scene = sheet.scene();
    rollout = scene == null ? null : new PlanRollout(sheet.model(), scene, sheet.planPeriodS());
    state = new double[sheet.model().states().size()];
    steps = new int[2 * horizon];
    now = new PageCursor(board.stages().size());
    Arrays.fill(state, Double.NaN);
  }

  /** Reads what there is now; the ticks until the next call are about this moment. */
  void advance(long nowNs, Status status) {
    now.tick++;
    now.cycles = board.cycles();
    for (int stage = 0; stage < now.latencies.length; stage++) {
      LatencyHistogram histogram = board.stages().stage(stage);
      for (int bucket = 0; bucket < LatencyBuckets.COUNT; bucket++) {
        now.latencies[stage][bucket] = histogram.count(bucket);
      }
    }
    shared = null;
    String fields = PageJson.object(json -> writeCommon(json, nowNs, status));
    common = fields.substring(1, fields.length() - 1);
    board.want();
    asked = true;
  }

  /** The newest state that was read; meaningless before there was one. */
  double[] state() {
    return state;
  }

  boolean hasState() {
    return hasState;
  }

  /** The tick for a page that stands there, which it thereby has been told. */
  String next(PageCursor page) {
    boolean sawTheOneBefore = page.tick == now.tick - 1 && page.tick >= 0;
    String text;
    if (!sawTheOneBefore) {
      text = text(page);
    } else {
      text = shared == null ? text(page) : shared;
      shared = text;
    }
    page.moveTo(now);
    return text;
  }

  private String text(PageCursor page) {
    return PageJson.message(
        "tick",
        json -> {
          json.writeNumberField("n", now.tick);
          json.writeRaw(',' + common);
          json.writeNumberField("c", now.cycles);
          json.writeStringField("verdicts", runs(page.cycles, now.cycles));
          writeLatencies(json, page);
        });
  }

  private void writeCommon(JsonGenerator json, long nowNs, Status status) throws IOException {
    PageJson.number(json, "t", nowNs / 1e9, 3);
    json.writeNumberField("misses", status.deadlineMisses());
    json.writeStringField("link", status.link());
    json.writeBooleanField("up", status.linkUp());
    json.writeBooleanField("latched", status.latched());
    if (!asked || !board.isPinnedUp()) {
      return;
    }
    CycleSnapshot slot = board.slot();
    System.arraycopy(slot.state, 0, state, 0, state.length);
    hasState = true;
    PageJson.numbers(json, "x", slot.state, DECIMALS);
    PageJson.numbers(json, "u", slot.control, DECIMALS);
    PageJson.number(json, "margin", slot.margin, DECIMALS);
    if (rollout != null && slot.planCount > 0) {
      writePlans(json, rollout, slot);
    }
  }

  private void writePlans(JsonGenerator json, PlanRollout plans, CycleSnapshot slot)
      throws IOException {
    json.writeNumberField("chosen", slot.chosen);
    json.writeArrayFieldStart("refused");
    for (int plan = 0; plan < slot.planCount; plan++) {
      if ((slot.refused >>> plan & 1) != 0) {
        json.writeNumber(plan);
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("plans");
    for (int plan = 0; plan < slot.planCount; plan++) {
      int count = plans.steps(slot.state, slot.plans, plan * board.planNumbers(), horizon, steps);
      json.writeArray(steps, 0, count);
    }
    json.writeEndArray();
  }

  /** Verdicts of cycles as letters, each with how often in a row where more than once. */
  private String runs(long from, long to) {
    long kept = Math.min(CycleBoard.VERDICTS_KEPT, (long) Math.ceil(HISTORY_S / periodS));
    StringBuilder text = new StringBuilder();
    int verdict = -1;
    long run = 0;
    for (long cycle = Math.max(from, to - kept); cycle < to; cycle++) {
      int next = board.verdict(cycle);
      if (next != verdict) {
        append(text, verdict, run);
        verdict = next;
        run = 0;
      }
      run++;
    }
    append(text, verdict, run);
    return text.toString();
  }

  private static char[] letters() {
    char[] letters = new char[256];
    char letter = 'a';
    for (Verdict verdict : Verdict.values()) {
      letters[verdict.code()] = letter++;
    }
    return letters;
  }

  private static void append(StringBuilder text, int verdict, long run) {
    if (run > 0) {
      text.append(LETTERS[verdict]);
    }
    if (run > 1) {
      text.append(run);
    }
  }

  /** For each stage: bucket, how many more, bucket, how many more, … */
  private void writeLatencies(JsonGenerator json, PageCursor page) throws IOException {
    json.writeArrayFieldStart("latencies");
    for (int stage = 0; stage < now.latencies.length; stage++) {
      json.writeStartArray();
      for (int bucket = 0; bucket < LatencyBuckets.COUNT; bucket++) {
        long more = now.latencies[stage][bucket] - page.latencies[stage][bucket];
        if (more != 0) {
          json.writeNumber(bucket);
          json.writeNumber(more);
        }
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }
}
