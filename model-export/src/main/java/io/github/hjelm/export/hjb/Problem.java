package io.github.hjelm.export.hjb;

import io.github.hjelm.sensors.robot.Parameter;
import java.util.List;
import java.util.Optional;

/**
 * A problem in the box: what it is, what can be set, and how it is solved. One class each, one line
 * in the catalogue.
 */
public interface Problem {

  /** The name on the command line. */
  String name();

  /** One line for {@code --help} and the documentation. */
  String summary();

  /** What {@code --set} may change, with defaults. */
  List<Parameter> parameters();

  /** Settings that are not numbers, such as files: name and meaning. */
  default List<TextSetting> textSettings() {
    return List.of();
  }

  /** A setting whose value is text. */
  record TextSetting(String name, String standard, String meaning) {}

  /**
   * What is to be kept, where that is what the problem is about: only such a problem can be
   * certified.
   *
   * @throws SolveRefusal when what is asked for cannot be, in one sentence
   */
  default Optional<AvoidGame> avoidGame(SolveRequest request) throws SolveRefusal {
    return Optional.empty();
  }

  /**
   * Solves it.
   *
   * @throws SolveRefusal when what is asked for cannot be, in one sentence
   * @throws InterruptedException when the thread was interrupted; nothing was written
   */
  Solution solve(SolveRequest request, Progress progress) throws SolveRefusal, InterruptedException;
}
