package io.github.hjelm.controller.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.dashboard.CertificateSlice.Axis;
import io.github.hjelm.controller.dashboard.EventLog.Level;
import io.github.hjelm.controller.safety.ValueField;
import io.github.hjelm.sensors.frame.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageMessagesTest {

  /** Below zero left of x = 0, nothing known right of x = 1. */
  private static final ValueField HALF =
      new ValueField() {
        @Override
        public int dimensions() {
          return 3;
        }

        @Override
        public double value(double[] x) {
          return x[0] > 1 ? OUTSIDE : x[0] + 1e-9 * x[1];
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
          return value(x);
        }
      };

  @Test
  void theFirstMessageTellsWhatThereIs() throws Exception {
    SimulatedFeed feed = SimulatedFeed.create(true, true, 1);
    JsonObject hello = new JsonObject(HelloJson.of(feed.sheet(), feed.actions()));
    assertEquals("hello", hello.getString("k"));
    assertEquals(HelloJson.VERSION, hello.getInteger("version"));
    assertEquals(Verdict.values().length, hello.getJsonArray("verdicts").size());
    assertEquals("heading", hello.getJsonArray("states").getJsonObject(2).getString("name"));
    assertNull(hello.getJsonArray("states").getJsonObject(0).getValue("upper"));
    assertEquals(1000, hello.getInteger("deadlineUs"));
    assertEquals(5, hello.getJsonArray("actions").size());
    JsonObject scene = hello.getJsonObject("scene");
    assertEquals(3, scene.getJsonArray("still").size());
    assertEquals(new JsonArray().add(0).add(2).add(1), turn(scene));
  }

  private static JsonArray turn(JsonObject scene) {
    return scene.getJsonArray("parts").getJsonObject(0).getJsonArray("turn");
  }

  @Test
  void withoutDemoControlsThereAreNone() throws Exception {
    SimulatedFeed feed = SimulatedFeed.create(false, false, 1);
    JsonObject hello = new JsonObject(HelloJson.of(feed.sheet(), feed.actions()));
    assertTrue(hello.getJsonArray("actions").isEmpty());
    assertFalse(hello.getJsonObject("bundle").getBoolean("certified"));
  }

  @Test
  void aSliceKeepsItsSignsAndNamesWhatItDoesNotKnow() {
    SliceJson json =
        new SliceJson(
            new CertificateSlice(
                HALF, new Axis(0, -2, 2, 5, false), new Axis(1, -0.5, 0.5, 2, true)));
    JsonObject slice = new JsonObject(json.of(new double[] {0, 3, 7}));
    assertEquals(new JsonArray().add(-2).add(2.5), slice.getJsonArray("first"));
    assertEquals(new JsonArray().add(5).add(2), slice.getJsonArray("nodes"));
    JsonArray values = slice.getJsonArray("values");
    assertEquals(10, values.size());
    assertEquals(-999, values.getInteger(0), 1);
    assertTrue(values.getInteger(1) < 0);
    assertEquals(0, values.getInteger(2));
    assertTrue(values.getInteger(3) > 0);
    assertNull(values.getValue(4));
  }

  @Test
  void aTinyNegativeValueStaysNegative() {
    SliceJson json =
        new SliceJson(
            new CertificateSlice(
                HALF, new Axis(0, -1e-6, 1, 2, false), new Axis(1, -1, 1, 2, false)));
    JsonArray values = new JsonObject(json.of(new double[] {0, 0, 0})).getJsonArray("values");
    assertEquals(-1, values.getInteger(0));
    assertEquals(999, values.getInteger(1), 1);
  }

  @Test
  void numbersAreRoundedAndWholeOnesHaveNoPoint() {
    String text =
        PageJson.object(
            json ->
                PageJson.numbers(
                    json,
                    "a",
                    new double[] {1.23456, -0.00001, 2.00004, Double.NaN, 1e300, -7},
                    4));
    assertEquals("{\"a\":[1.2346,0,2,null,1.0E300,-7]}", text);
  }

  @Test
  void oldEventsAreForgottenAndNewOnesKept() {
    EventLog log = new EventLog();
    for (int i = 0; i < EventLog.KEPT + 3; i++) {
      log.add(i, Level.NOTE, "N" + i, "");
    }
    assertNull(log.at(2));
    assertEquals("N3", Objects.requireNonNull(log.at(3)).name());
    assertNull(log.at(EventLog.KEPT + 3));
  }

  @Test
  void thePageKnowsEveryVerdictByALetterOfItsOwn() {
    String script =
        Objects.requireNonNull(new PageFiles().all().get("/verdicts.js")).content().toString();
    Matcher looks = Pattern.compile("(?m)^  ([A-Z_]+): \\['(.)', '--v-").matcher(script);
    Set<String> names = new HashSet<>();
    Set<String> letters = new HashSet<>();
    while (looks.find()) {
      names.add(looks.group(1));
      assertTrue(letters.add(looks.group(2)), "twice: " + looks.group(2));
    }
    Set<String> expected = new HashSet<>();
    for (Verdict verdict : Verdict.values()) {
      expected.add(verdict.name());
    }
    assertEquals(expected, names);
  }

  @Test
  void thePageReadsThisVersion() {
    String script =
        Objects.requireNonNull(new PageFiles().all().get("/dashboard.js")).content().toString();
    assertTrue(script.contains("const VERSION = " + HelloJson.VERSION + ";"));
  }

  @Test
  void thePageLoadsNothingFromElsewhere() {
    new PageFiles()
        .all()
        .forEach(
            (path, file) ->
                assertFalse(
                    file.content()
                        .toString()
                        .replaceAll("xmlns=\"http://www.w3.org/2000/svg\"", "")
                        .contains("://"),
                    path));
  }
}
