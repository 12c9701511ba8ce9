package io.github.hjelm.export.report;

import io.github.hjelm.controller.reach.JsonTree;
import io.github.hjelm.export.study.Choice;
import io.github.hjelm.export.study.MethodResultFile;
import io.github.hjelm.export.study.StudySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A training's report for programs. */
final class TrainingTree {

  private TrainingTree() {}

  static String json(TrainingReport report) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("task", report.task());
    tree.put("taskSettings", report.taskSettings());
    tree.put("settings", settings(report.settings()));
    tree.put("data", taught(report.lessons()));
    tree.put("choice", choice(report.choice()));
    tree.put("certificate", report.certificate());
    tree.put("results", report.results().stream().map(MethodResultFile::tree).toList());
    tree.put("origin", origin(report.origin()));
    try {
      return JsonTree.write(tree);
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot be written in memory", e);
    }
  }

  private static Map<String, Object> settings(StudySettings settings) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("seed", settings.seed());
    tree.put("frames", settings.frames());
    tree.put("steps", settings.steps());
    tree.put("batch", settings.batch());
    tree.put("rate", settings.rate());
    tree.put("pairs", settings.pairs());
    tree.put("network", settings.network().name());
    tree.put("width", settings.network().width());
    tree.put("depth", settings.network().depth());
    tree.put("attempts", settings.attempts());
    tree.put("threads", settings.threads());
    return tree;
  }

  private static Map<String, Object> taught(TrainingReport.Taught taught) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("from", taught.from());
    tree.put("episodes", taught.episodes());
    tree.put("frames", taught.frames());
    tree.put("periodS", taught.periodS());
    tree.put("notes", taught.notes());
    return tree;
  }

  private static Map<String, Object> choice(Choice choice) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("method", choice.method());
    tree.put("evaluations", choice.evaluations());
    tree.put("holds", choice.holds());
    tree.put("reason", choice.reason());
    return tree;
  }

  private static Map<String, Object> origin(TrainingReport.Origin origin) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("command", origin.command());
    tree.put("date", origin.date());
    tree.put("machine", origin.machine());
    tree.put("versions", origin.versions());
    tree.put("seconds", origin.seconds());
    return tree;
  }
}
