package io.github.hjelm.export.bundle;

import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.controller.bundle.BundleManifest.Chunk;
import io.github.hjelm.controller.bundle.BundleManifest.RobotUse;
import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.bundle.BundleManifest.TaskUse;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.controller.policy.NormaliserPair;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.yaml.YamlDocument;
import io.github.hjelm.sensors.yaml.YamlNode;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a user says of a SavedModel made elsewhere, in YAML or JSON: the manifest of the bundle, and
 * which inputs and which output of which signature are meant.
 */
record ImportManifest(BundleManifest manifest, ForeignModel.Ports ports) {

  private static final int MAX_COUNT = 100_000;

  static ImportManifest read(Path file) throws BundleRefusal {
    try {
      YamlNode document = YamlDocument.read(file).asMap();
      document.refuseUnknownKeys(
          "name",
          "version",
          "robot",
          "task",
          "observation",
          "action",
          "normaliser",
          "horizon",
          "executed",
          "periodS",
          "sampler",
          "signature",
          "inputs",
          "output");
      return new ImportManifest(manifest(document), ports(document));
    } catch (YamlRefusal e) {
      throw new BundleRefusal(String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new BundleRefusal(file + " " + e.getMessage(), e);
    }
  }

  private static ForeignModel.Ports ports(YamlNode document) throws YamlRefusal {
    YamlNode inputs = document.map("inputs");
    inputs.refuseUnknownKeys("observation", "noise");
    return new ForeignModel.Ports(
        document.text("signature", Sampler.DEFAULT_SIGNATURE),
        inputs.text("observation"),
        inputs.text("noise", ""),
        document.text("output", ""));
  }

  private static BundleManifest manifest(YamlNode document) throws YamlRefusal {
    YamlNode robot = document.map("robot");
    robot.refuseUnknownKeys("model", "parameters");
    YamlNode task = document.map("task");
    task.refuseUnknownKeys("name", "settings");
    YamlNode sampler = document.map("sampler");
    sampler.refuseUnknownKeys("method", "steps", "candidates");
    List<Quantity> observation = quantities(document, "observation");
    List<Quantity> action = quantities(document, "action");
    int steps = sampler.integer("steps", 1, 1000);
    int horizon = document.integer("horizon", 1, 10_000);
    Map<String, Double> parameters = new LinkedHashMap<>();
    if (robot.has("parameters")) {
      for (String name : robot.map("parameters").keys()) {
        parameters.put(name, robot.map("parameters").number(name));
      }
    }
    Map<String, String> settings = new LinkedHashMap<>();
    if (task.has("settings")) {
      for (String name : task.map("settings").keys()) {
        settings.put(name, task.map("settings").text(name));
      }
    }
    return new BundleManifest(
        document.text("name"),
        document.text("version"),
        new RobotUse(robot.text("model"), parameters),
        new TaskUse(task.text("name"), settings),
        observation,
        action,
        new NormaliserPair(
            normaliser(document, "observation", observation.size()),
            normaliser(document, "action", action.size())),
        new Chunk(
            horizon, document.integer("executed", 1, horizon, horizon), document.number("periodS")),
        new Sampler(
            sampler.text("method"),
            steps,
            sampler.integer("candidates", 1, MAX_COUNT, 1),
            Map.of(Sampler.DEFAULT_SIGNATURE, steps)),
        List.of());
  }

  private static List<Quantity> quantities(YamlNode document, String key) throws YamlRefusal {
    List<Quantity> quantities = new ArrayList<>();
    for (YamlNode node : document.list(key)) {
      node.refuseUnknownKeys("name", "unit", "lower", "upper", "periodic");
      quantities.add(
          new Quantity(
              node.text("name"),
              node.text("unit", "1"),
              node.number("lower", Double.NEGATIVE_INFINITY),
              node.number("upper", Double.POSITIVE_INFINITY),
              node.flag("periodic", false)));
    }
    return quantities;
  }

  /** Without one, the SavedModel sees the robot's own units. */
  private static Normaliser normaliser(YamlNode document, String key, int size) throws YamlRefusal {
    if (!document.has("normaliser")) {
      return Normaliser.identity(size);
    }
    YamlNode pair = document.map("normaliser");
    pair.refuseUnknownKeys("observation", "action");
    YamlNode normaliser = pair.map(key);
    normaliser.refuseUnknownKeys("offset", "scale");
    return new Normaliser(
        boxed(normaliser.numbers("offset", size)), boxed(normaliser.numbers("scale", size)));
  }

  private static List<Double> boxed(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
