package io.github.hjelm.controller.recorder;

import io.github.hjelm.controller.reach.JsonTree;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.safety.Assurance;
import io.github.hjelm.controller.safety.Rung;
import io.github.hjelm.controller.safety.StopCause;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who flew what, with what and where: the first record of every file.
 *
 * @param flight tells it from others of the robot
 * @param bundle name, version, sha256 and where it lay
 * @param inline whether the policy ran within the cycle
 * @param signed whether commands and frames carry signatures
 * @param controls their names
 * @param config the robot's, in the words of a configuration file
 * @param machine what computed it, by name
 */
record FlightIdentity(
    String robot,
    String flight,
    BundleLabel bundle,
    boolean inline,
    boolean signed,
    List<String> controls,
    Map<String, Object> config,
    Map<String, String> machine) {

  /** Which bundle. */
  record BundleLabel(String name, String version, String sha256, String source) {}

  /** The constants that records number. */
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "verdicts", names(Verdict.values()),
          "rungs", names(Rung.values()),
          "assurances", names(Assurance.values()),
          "stops", names(StopCause.values()),
          "outcomes", names(PublishOutcome.values()));

  /**
   * Whether the policy may have been asked for several robots in one call, whose sums come in
   * another order: the robot's cycles begin by the timer, and no lane of its own was asked for.
   */
  boolean mayShareCalls() {
    boolean alone =
        config.get("policy") instanceof Map<?, ?> policy && "inline".equals(policy.get("lane"));
    return inline && !alone && "timer".equals(config.get("trigger"));
  }

  FlightIdentity {
    controls = List.copyOf(controls);
    config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
    machine = Collections.unmodifiableMap(new LinkedHashMap<>(machine));
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }

  /** As JSON, for one of its files. */
  String text(int segment) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("robot", robot);
    tree.put("flight", flight);
    tree.put("segment", segment);
    tree.put(
        "bundle",
        new LinkedHashMap<>(
            Map.of(
                "name", bundle.name(),
                "version", bundle.version(),
                "sha256", bundle.sha256(),
                "source", bundle.source())));
    tree.put("lane", inline ? "inline" : "thread");
    tree.put("signed", signed);
    tree.put("controls", controls);
    tree.put("config", config);
    tree.put("machine", machine);
    tree.put("words", WORDS);
    return json(tree);
  }

  /** The robot's configuration as JSON, which is YAML. */
  String configText() {
    return json(config);
  }

  private static String json(Map<String, Object> tree) {
    try {
      return JsonTree.write(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An identity, and which file of its flight it stood in. */
  record Placed(FlightIdentity identity, int segment) {}

  /** Reads it again. */
  static Placed read(byte[] json, String where) throws FlightRefusal {
    try {
      Map<String, Object> tree = JsonTree.read(json, where);
      if (!value(tree, "words").equals(WORDS)) {
        throw new FlightRefusal(
            where
                + " was recorded by another version of Hjelm, which knows other verdicts or rungs:"
                + " replay it with that one");
      }
      Map<String, Object> bundle = map(value(tree, "bundle"));
      FlightIdentity identity =
          new FlightIdentity(
              text(tree, "robot"),
              text(tree, "flight"),
              new BundleLabel(
                  text(bundle, "name"),
                  text(bundle, "version"),
                  text(bundle, "sha256"),
                  text(bundle, "source")),
              text(tree, "lane").equals("inline"),
              value(tree, "signed").equals(true),
              ((List<?>) value(tree, "controls")).stream().map(String::valueOf).toList(),
              map(value(tree, "config")),
              texts(map(value(tree, "machine"))));
      return new Placed(identity, Math.toIntExact((Long) value(tree, "segment")));
    } catch (TableRefusal | RuntimeException e) {
      throw new FlightRefusal(
          where + " does not say which flight it is of: it is no flight record of this version", e);
    }
  }

  private static Object value(Map<String, Object> tree, String name) {
    Object value = tree.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static String text(Map<String, Object> tree, String name) {
    return (String) value(tree, name);
  }

  private static Map<String, Object> map(Object tree) {
    Map<String, Object> copy = new LinkedHashMap<>();
    ((Map<?, ?>) tree).forEach((name, value) -> copy.put(String.valueOf(name), value));
    return copy;
  }

  private static Map<String, String> texts(Map<String, Object> tree) {
    Map<String, String> texts = new LinkedHashMap<>();
    tree.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }

  String bundleText() {
    return bundle.name() + " " + bundle.version();
  }
}
