package io.github.hjelm.controller.config;

import io.github.hjelm.sensors.yaml.YamlNode;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings that stand together: a map in the file, or each map of a list.
 *
 * @param key as written in the file; empty for the whole file
 * @param shape one map or several
 * @param otherwise what holds where it is absent, in words; empty where its settings say it, or
 *     where it has to be there
 * @param meaning in words
 */
record Section(
    String key,
    Shape shape,
    String otherwise,
    String meaning,
    List<Setting<?>> settings,
    List<Section> sections) {

  /** How often it stands in a file. */
  enum Shape {
    MAP,
    LIST
  }

  Section {
    settings = List.copyOf(settings);
    sections = List.copyOf(sections);
  }

  /** Whether it may be left out, with a meaning of its own. */
  boolean isOptional() {
    return !otherwise.isEmpty();
  }

  /** All that may stand in it. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    settings.forEach(setting -> keys.add(setting.key()));
    sections.forEach(section -> keys.add(section.key()));
    return keys;
  }

  /** Refuses a map that holds anything else. */
  void refuseUnknownKeys(YamlNode map) throws YamlRefusal {
    map.refuseUnknownKeys(keys().toArray(String[]::new));
  }
}
