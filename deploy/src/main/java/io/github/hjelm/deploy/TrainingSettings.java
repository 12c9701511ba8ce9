package io.github.hjelm.deploy;

import io.github.hjelm.export.network.NetworkCatalog;
import io.github.hjelm.export.network.NetworkChoice;
import io.github.hjelm.export.network.NetworkKind;
import io.github.hjelm.export.network.NetworkRefusal;
import io.github.hjelm.export.study.StudySettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code --set} says of network and training.
 *
 * @param rest what it says of the task
 */
record TrainingSettings(StudySettings study, Map<String, String> rest) {

  /** What can be set, and the range it makes sense in. */
  private enum Key {
    STEPS("steps", 1, 100_000_000, "gradient steps of every method"),
    BATCH("batch", 1, 65_536, "rows of a step"),
    FRAMES("frames", 1, 100_000_000, "of demonstrations, at least"),
    PAIRS("pairs", 1, 100_000_000, "of noise and chunk that the teacher makes"),
    ATTEMPTS("attempts", 1, 10_000_000, "by which each policy is measured");

    private final String key;
    private final int least;
    private final int most;
    private final String meaning;

    Key(String key, int least, int most, String meaning) {
      this.key = key;
      this.least = least;
      this.most = most;
      this.meaning = meaning;
    }

    int standard(StudySettings settings) {
      return switch (this) {
        case STEPS -> settings.steps();
        case BATCH -> settings.batch();
        case FRAMES -> settings.frames();
        case PAIRS -> settings.pairs();
        case ATTEMPTS -> settings.attempts();
      };
    }
  }

  private static final String RATE = "rate";

  /** One line for each, for help. */
  static List<String> described() {
    StudySettings standard = StudySettings.standard(0, 1);
    List<String> lines = new ArrayList<>();
    for (NetworkKind kind : NetworkCatalog.standard().kinds()) {
      lines.add("%-22s %s".formatted("network=" + kind.name(), kind.summary()));
      lines.add(
          "%-22s and rate=%s unless said otherwise"
              .formatted(
                  "  width=%d depth=%d".formatted(kind.width(), kind.depth()),
                  Words.number(kind.rate())));
    }
    for (Key key : Key.values()) {
      lines.add("%-22s %s".formatted(key.key + "=" + key.standard(standard), key.meaning));
    }
    lines.add("%-22s largest learning rate".formatted(RATE + "="));
    return lines;
  }

  /** Takes out what it knows. */
  static TrainingSettings of(Map<String, String> given, long seed) throws NetworkRefusal {
    Map<String, String> rest = new LinkedHashMap<>(given);
    Map<String, String> network = new LinkedHashMap<>();
    for (String key : NetworkCatalog.SETTINGS) {
      String value = rest.remove(key);
      if (value != null) {
        network.put(key, value);
      }
    }
    StudySettings standard =
        StudySettings.standard(seed, Runtime.getRuntime().availableProcessors());
    String rate = rest.remove(RATE);
    NetworkChoice choice = NetworkCatalog.standard().choice(network);
    double usual = NetworkCatalog.standard().kind(choice.name()).rate();
    double peakRate = rate == null ? usual : Words.parsed(rate);
    // Written so that NaN is refused.
    if (!(peakRate > 0 && peakRate < 1)) {
      throw new InputRefusal("--set rate=" + rate + " is not a learning rate between 0 and 1.");
    }
    StudySettings study =
        new StudySettings(
            seed,
            whole(rest, Key.FRAMES, standard),
            whole(rest, Key.STEPS, standard),
            whole(rest, Key.BATCH, standard),
            peakRate,
            whole(rest, Key.PAIRS, standard),
            choice,
            whole(rest, Key.ATTEMPTS, standard),
            standard.threads());
    return new TrainingSettings(study, Map.copyOf(rest));
  }

  private static int whole(Map<String, String> rest, Key key, StudySettings standard) {
    String text = rest.remove(key.key);
    if (text == null) {
      return key.standard(standard);
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= key.least && value <= key.most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, as for numbers out of range.
    }
    throw new InputRefusal(
        "--set %s=%s is not a whole number from %d to %d."
            .formatted(key.key, text, key.least, key.most));
  }
}
