package io.github.hjelm.export.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.task.AttemptSummary;
import io.github.hjelm.export.task.WaysTaken;
import io.github.hjelm.export.train.LossCurve;
import io.github.hjelm.export.train.TrainRefusal;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MethodResultFileTest {

  private static final MethodResult RESULT =
      new MethodResult(
          "flow",
          "residual MLP, 3 × 256",
          new LossCurve(
              List.of(
                  new LossCurve.Point(100, 0.1 + 0.2, 1e-17),
                  new LossCurve.Point(200, -3, Double.NaN))),
          List.of(
              new Measured(
                  1,
                  "flow",
                  new AttemptSummary(
                      1000,
                      List.of(200, 0, 300),
                      7,
                      1,
                      4.2,
                      OptionalDouble.of(1.0 / 3),
                      31.5,
                      -0.25,
                      new WaysTaken(2800, 1234),
                      OptionalDouble.of(1.009))),
              new Measured(
                  4,
                  "flow",
                  new AttemptSummary(
                      10,
                      List.of(0),
                      10,
                      0,
                      Double.POSITIVE_INFINITY,
                      OptionalDouble.empty(),
                      2,
                      Double.NEGATIVE_INFINITY,
                      new WaysTaken(0, 0),
                      OptionalDouble.empty()))));

  @Test
  void bringsBackEveryBit() throws TrainRefusal {
    String text = MethodResultFile.text(RESULT);
    assertEquals(RESULT, MethodResultFile.read(text, "x.json"));
    assertEquals(text, MethodResultFile.text(MethodResultFile.read(text, "x.json")));
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    String text = MethodResultFile.text(RESULT);
    assertRefused("x.json", text.substring(0, text.length() / 2));
    assertRefused("x.json: 'network' is missing", text.replace("\"network\"", "\"net\""));
    assertRefused(
        "'attempts' is no count", text.replace("\"attempts\" : 10,", "\"attempts\":2.5,"));
    assertRefused(
        "'attempts' is no number", text.replace("\"attempts\" : 1000", "\"attempts\" : 4"));
    assertRefused(
        "x.json, curve: 'loss' is not as long", text.replace("-3.0, ", "").replace(", -3.0", ""));
    assertRefused(
        "'meanPeriods' is no number",
        text.replaceFirst("\"meanPeriods\" : [0-9.]+", "\"meanPeriods\":\"a\""));
    assertRefused(
        "'measured' is no list", text.replaceFirst("\"measured\" : ", "\"measured\":1,\"m\":"));
  }

  private static void assertRefused(String saying, String text) {
    TrainRefusal refusal =
        assertThrows(TrainRefusal.class, () -> MethodResultFile.read(text, "x.json"));
    assertTrue(refusal.sentence().contains(saying), refusal::sentence);
  }
}
