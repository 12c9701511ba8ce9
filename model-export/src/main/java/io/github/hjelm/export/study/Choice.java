package io.github.hjelm.export.study;

import io.github.hjelm.export.task.AttemptSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Which student flies, and in how many evaluations: the fewest that hold what is wanted of so many;
 * of those the one that succeeds most often.
 *
 * @param holds whether it keeps up with its teacher
 * @param reason one sentence
 */
public record Choice(String method, int evaluations, boolean holds, String reason) {

  /** By how much a student's modes may be less even than its teacher's. */
  public static final double COVERAGE_LOSS = 0.02;

  /** The largest number of evaluations a student is chosen with. */
  public static final int MOST_EVALUATIONS = 4;

  private static final double WANTED_OF_ONE = 0.97;
  private static final double WANTED = 0.99;

  /** The share of the teacher's success that is wanted of so many evaluations. */
  public static double wanted(int evaluations) {
    return evaluations == 1 ? WANTED_OF_ONE : WANTED;
  }

  /** In words, {@code 2 evaluations}. */
  public String evaluationsText() {
    return counted(evaluations);
  }

  private static String counted(int evaluations) {
    return evaluations + (evaluations == 1 ? " evaluation" : " evaluations");
  }

  private record Candidate(String method, int evaluations, AttemptSummary attempts) {

    boolean keepsUpWith(AttemptSummary teacher) {
      return attempts.successShare() >= wanted(evaluations) * teacher.successShare()
          && attempts.modeCoverage() >= teacher.modeCoverage() - COVERAGE_LOSS;
    }
  }

  /**
   * Chooses.
   *
   * @param teacher in its hundred steps
   */
  public static Choice of(AttemptSummary teacher, List<MethodResult> students) {
    List<Candidate> candidates = new ArrayList<>();
    for (MethodResult student : students) {
      for (Measured measured : student.measured()) {
        if (measured.evaluations() <= MOST_EVALUATIONS) {
          candidates.add(
              new Candidate(student.method(), measured.evaluations(), measured.attempts()));
        }
      }
    }
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException("nobody was measured");
    }
    Comparator<Candidate> better =
        Comparator.comparingDouble((Candidate c) -> c.attempts().successShare())
            .thenComparingDouble(c -> c.attempts().modeCoverage());
    List<Candidate> good = candidates.stream().filter(c -> c.keepsUpWith(teacher)).toList();
    int fewest = good.stream().mapToInt(Candidate::evaluations).min().orElse(0);
    Candidate chosen =
        (good.isEmpty() ? candidates : good)
            .stream()
                .filter(c -> good.isEmpty() || c.evaluations() == fewest)
                .max(better)
                .orElseThrow();
    return new Choice(
        chosen.method(),
        chosen.evaluations(),
        !good.isEmpty(),
        sentence(chosen, teacher, !good.isEmpty()));
  }

  private static String sentence(Candidate chosen, AttemptSummary teacher, boolean holds) {
    return String.format(
        Locale.ROOT,
        "%s in %s succeeds in %.1f %% of attempts, its teacher in %.1f %%: %s",
        chosen.method(),
        counted(chosen.evaluations()),
        100 * chosen.attempts().successShare(),
        100 * teacher.successShare(),
        holds
            ? "no student keeps up in fewer"
            : "no student keeps up with the teacher, this one succeeds most often");
  }
}
