package io.github.hjelm.bench.policies;

import io.github.hjelm.export.study.Choice;
import io.github.hjelm.export.study.Study;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What few-step policies must reach. */
final class Limits {

  private static final int TEACHER_EVALUATIONS = 100;
  private static final int FLOW_BASELINE_EVALUATIONS = 10;
  private static final List<Integer> EVALUATIONS = List.of(1, 2, 4);

  /** Over the Gaussian policy's success, where there are several ways. */
  private static final double OVER_GAUSSIAN = 1.4;

  private static final double COST_RATIO = 1.01;
  private static final double SECONDS = 600;

  private final String task;
  private final List<PolicyRow> rows;
  private final List<Limit> limits = new ArrayList<>();

  private Limits(String task, List<PolicyRow> rows) {
    this.task = task;
    this.rows = rows;
  }

  /** Those of every task that something is known of. */
  static List<Limit> of(Comparison comparison) {
    List<Limit> all = new ArrayList<>();
    for (String task : comparison.tasks()) {
      Limits limits = new Limits(task, comparison.rows(task));
      limits.add();
      comparison.seconds(task).ifPresent(limits::addSeconds);
      all.addAll(limits.limits);
    }
    return all;
  }

  private void add() {
    for (int evaluations : EVALUATIONS) {
      Optional<PolicyRow> best = bestStudent(evaluations);
      best.ifPresent(this::addStudent);
    }
    if (PolicyGrid.MULTIMODAL.contains(task)) {
      teacher().ifPresent(teacher -> addOverGaussian("the teacher", teacher));
      rows.stream()
          .filter(row -> List.of(PolicyGrid.REGRESSION, "mip").contains(row.method()))
          .forEach(
              row ->
                  limits.add(
                      Limit.reported(
                          task,
                          "mode coverage of " + row.method(),
                          named(row),
                          row.modeCoverage())));
    }
  }

  private Optional<PolicyRow> teacher() {
    return row(Study.TEACHER, TEACHER_EVALUATIONS);
  }

  private Optional<PolicyRow> row(String method, int evaluations) {
    return rows.stream()
        .filter(row -> row.method().equals(method) && row.evaluations() == evaluations)
        .findFirst();
  }

  private Optional<PolicyRow> bestStudent(int evaluations) {
    return rows.stream()
        .filter(row -> PolicyGrid.students().contains(row.method()))
        .filter(row -> row.evaluations() == evaluations)
        .max(Comparator.comparingDouble(PolicyRow::success));
  }

  private Optional<PolicyRow> bestBaseline() {
    return rows.stream()
        .filter(Limits::isBaseline)
        .max(Comparator.comparingDouble(PolicyRow::success));
  }

  private static boolean isBaseline(PolicyRow row) {
    boolean slowFlow =
        row.method().equals(PolicyGrid.FLOW) && row.evaluations() == FLOW_BASELINE_EVALUATIONS;
    return slowFlow || PolicyGrid.baselines().contains(row.method());
  }

  private void addStudent(PolicyRow student) {
    String at = " at " + student.evaluations();
    teacher()
        .ifPresent(
            teacher -> {
              limits.add(
                  Limit.atLeast(
                      task,
                      "success" + at + " over the teacher's",
                      against(student, teacher),
                      student.success() / teacher.success(),
                      Choice.wanted(student.evaluations())));
              if (PolicyGrid.MULTIMODAL.contains(task)) {
                addCoverage(student, teacher);
              }
            });
    bestBaseline()
        .ifPresent(
            baseline ->
                limits.add(
                    Limit.atLeast(
                        task,
                        "success" + at + " over the best baseline's",
                        against(student, baseline),
                        student.success() / baseline.success(),
                        1)));
    if (PolicyGrid.MULTIMODAL.contains(task)) {
      addOverGaussian("the best student" + at, student);
    }
    if (task.equals(PolicyGrid.OPTIMUM_KNOWN) && student.evaluations() == 1) {
      limits.add(
          Limit.atMost(
              task,
              "cost" + at + " over the least possible",
              named(student),
              student.costRatio(),
              COST_RATIO));
    }
  }

  private void addCoverage(PolicyRow student, PolicyRow teacher) {
    limits.add(
        Limit.atMost(
            task,
            "mode coverage at %d below the teacher's".formatted(student.evaluations()),
            "%s: %s, the teacher: %s"
                .formatted(named(student), student.coverageText(), teacher.coverageText()),
            teacher.modeCoverage() - student.modeCoverage(),
            Choice.COVERAGE_LOSS));
  }

  private void addOverGaussian(String who, PolicyRow row) {
    row(PolicyGrid.GAUSSIAN, 1)
        .ifPresent(
            gaussian ->
                limits.add(
                    Limit.atLeast(
                        task,
                        "success of " + who + " over the Gaussian policy's",
                        against(row, gaussian),
                        row.success() / gaussian.success(),
                        OVER_GAUSSIAN)));
  }

  private void addSeconds(double seconds) {
    limits.add(
        Limit.atMost(
            task,
            "seconds from nothing to all students measured",
            "demonstrations, training and attempts of one seed, without baselines",
            seconds,
            SECONDS));
  }

  private static String against(PolicyRow one, PolicyRow other) {
    return "%s: %s %%, %s: %s %%"
        .formatted(named(one), one.successText(), named(other), other.successText());
  }

  private static String named(PolicyRow row) {
    return row.method() + " in " + row.evaluations();
  }
}
