package io.github.hjelm.controller.dashboard;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.hjelm.controller.dashboard.RobotSheet.BundleLabel;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.Quantity;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first message: what a page has to know once. */
final class HelloJson {

  /** Changes when a page of before would misread a message. */
  static final int VERSION = 1;

  private static final int DECIMALS = 6;

  private HelloJson() {}

  static String of(RobotSheet sheet, Set<DemoAction> actions) {
    return PageJson.message("hello", json -> write(json, sheet, actions));
  }

  private static void write(JsonGenerator json, RobotSheet sheet, Set<DemoAction> actions)
      throws IOException {
    json.writeNumberField("version", VERSION);
    json.writeStringField("robot", sheet.name());
    json.writeStringField("model", sheet.model().name());
    quantities(json, "states", sheet.model().states());
    quantities(json, "controls", sheet.model().controls());
    json.writeArrayFieldStart("verdicts");
    for (Verdict verdict : Verdict.values()) {
      json.writeString(verdict.name());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("stages");
    for (String stage : sheet.stages()) {
      json.writeString(stage);
    }
    json.writeEndArray();
    PageJson.number(json, "periodS", sheet.periodS(), DECIMALS);
    PageJson.number(json, "deadlineUs", sheet.deadlineNs() / 1e3, 3);
    bundle(json, sheet.bundle());
    json.writeNumberField("epoch", sheet.epoch());
    json.writeStringField("lane", sheet.lane());
    Scene scene = sheet.scene();
    if (scene != null) {
      json.writeFieldName("scene");
      scene(json, scene);
    }
    json.writeArrayFieldStart("actions");
    for (DemoAction action : actions) {
      json.writeStartObject();
      json.writeStringField("word", action.word());
      json.writeStringField("key", String.valueOf(action.key()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void quantities(JsonGenerator json, String field, List<Quantity> quantities)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Quantity quantity : quantities) {
      json.writeStartObject();
      json.writeStringField("name", quantity.name());
      json.writeStringField("unit", quantity.unit());
      PageJson.number(json, "lower", quantity.lower(), DECIMALS);
      PageJson.number(json, "upper", quantity.upper(), DECIMALS);
      json.writeBooleanField("periodic", quantity.periodic());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void bundle(JsonGenerator json, BundleLabel bundle) throws IOException {
    json.writeObjectFieldStart("bundle");
    json.writeStringField("name", bundle.name());
    json.writeStringField("version", bundle.version());
    json.writeStringField("sha256", bundle.sha256());
    json.writeBooleanField("certified", bundle.certified());
    json.writeStringField("promise", bundle.promise());
    json.writeEndObject();
  }

  private static void scene(JsonGenerator json, Scene scene) throws IOException {
    json.writeStartObject();
    Shape.Box view = scene.view();
    PageJson.numbers(
        json,
        "view",
        new double[] {view.lowerX(), view.lowerY(), view.upperX(), view.upperY()},
        DECIMALS);
    json.writeBooleanField("follows", scene.follows());
    json.writeArrayFieldStart("axes");
    json.writeNumber(scene.axisX());
    json.writeNumber(scene.axisY());
    json.writeEndArray();
    json.writeNumberField("grain", scene.grain());
    shapes(json, "still", scene.still());
    parts(json, scene.parts());
    json.writeEndObject();
  }

  private static void parts(JsonGenerator json, List<Part> parts) throws IOException {
    json.writeArrayFieldStart("parts");
    for (Part part : parts) {
      json.writeStartObject();
      motion(json, "x", part.x());
      motion(json, "y", part.y());
      motion(json, "turn", part.turn());
      shapes(json, "shapes", part.shapes());
      parts(json, part.parts());
      Part.@Nullable Point tip = part.tip();
      if (tip != null) {
        PageJson.numbers(json, "tip", new double[] {tip.x(), tip.y()}, DECIMALS);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void motion(JsonGenerator json, String field, Motion motion) throws IOException {
    json.writeArrayFieldStart(field);
    PageJson.number(json, motion.constant(), DECIMALS);
    if (motion.state() != Motion.NONE) {
      json.writeNumber(motion.state());
      PageJson.number(json, motion.factor(), DECIMALS);
    }
    json.writeEndArray();
  }

  private static void shapes(JsonGenerator json, String field, List<Shape> shapes)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Shape shape : shapes) {
      json.writeStartObject();
      json.writeStringField("role", shape.role().name().toLowerCase(Locale.ROOT));
      if (shape instanceof Shape.Disc disc) {
        numbers(json, "disc", disc.x(), disc.y(), disc.radius());
      } else if (shape instanceof Shape.Box box) {
        numbers(json, "box", box.lowerX(), box.lowerY(), box.upperX(), box.upperY());
      } else if (shape instanceof Shape.Path path) {
        numbers(json, "path", path.points().stream().mapToDouble(Double::doubleValue).toArray());
        json.writeBooleanField("closed", path.closed());
      } else if (shape instanceof Shape.Picture picture) {
        json.writeStringField("picture", picture.path());
        numbers(
            json, "box", picture.lowerX(), picture.lowerY(), picture.upperX(), picture.upperY());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void numbers(JsonGenerator json, String field, double... values)
      throws IOException {
    PageJson.numbers(json, field, values, DECIMALS);
  }
}
