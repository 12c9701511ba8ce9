package io.github.hjelm.export.report;

import io.github.hjelm.export.study.Choice;
import io.github.hjelm.export.study.Measured;
import io.github.hjelm.export.study.MethodResult;
import io.github.hjelm.export.study.StudySettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a bundle's policy was trained and what it achieves.
 *
 * @param task by name
 * @param taskSettings what the task was made with
 * @param settings of the training, its seed among them
 * @param lessons what all learnt from
 * @param results of every method, the teacher first
 * @param choice who flies, and why
 * @param certificate what is promised and by which trial, a line each; empty without one
 * @param origin what made it
 */
public record TrainingReport(
    String task,
    Map<String, String> taskSettings,
    StudySettings settings,
    Taught lessons,
    List<MethodResult> results,
    Choice choice,
    List<String> certificate,
    Origin origin) {

  /**
   * What all learnt from.
   *
   * @param from whom, in words, such as {@code "demonstrations"} or a folder
   * @param notes about normalisers, such as columns that never change; one sentence each
   */
  public record Taught(String from, int episodes, int frames, double periodS, List<String> notes) {

    public Taught {
      notes = List.copyOf(notes);
    }
  }

  /**
   * What made it.
   *
   * @param command how to repeat it
   * @param machine see {@link Machine#describe}
   * @param versions of what took part, by name
   * @param seconds for how long it took; NaN when pieces were there already
   */
  public record Origin(
      String command, String date, String machine, Map<String, String> versions, double seconds) {

    public Origin {
      versions = new TreeMap<>(versions);
    }
  }

  public TrainingReport {
    taskSettings = new TreeMap<>(taskSettings);
    results = List.copyOf(results);
    certificate = List.copyOf(certificate);
    if (results.isEmpty()) {
      throw new IllegalArgumentException("nothing was trained, so there is nothing to report");
    }
  }

  /** {@code report.json}. */
  public String json() {
    return TrainingTree.json(this);
  }

  /** {@code report.html}, which needs nothing beside it. */
  public String html() {
    return TrainingPage.of(this);
  }

  /** {@code curves.png}. */
  public byte[] png() {
    return LossCharts.logarithmic(results).png();
  }

  /** What the chosen policy achieves, if it was measured. */
  public Optional<Measured> chosen() {
    return results.stream()
        .filter(result -> result.method().equals(choice.method()))
        .flatMap(result -> result.at(choice.evaluations()).stream())
        .findFirst();
  }
}
