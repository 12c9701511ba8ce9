package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.codec.FrameCodecs;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.sim.SimSettings.Setting;
import io.github.hjelm.sensors.yaml.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads settings as a user writes them, and refuses in one sentence what cannot be meant. */
final class SimSettingsReader {

  static final List<Setting> SETTINGS =
      List.of(
          new Setting("name", "the model's name", "the robot's name in topics and frames"),
          new Setting("rate", "100", "sensor frames and control periods per second"),
          new Setting("substeps", "4", "integration steps per control period"),
          new Setting("seed", "1", "of everything random"),
          new Setting("noise", "0", "standard deviation of every channel, in its own unit"),
          new Setting("noise.<state>", "`noise`", "the same for one state"),
          new Setting("delay", "0ms", "from a reading to its frame"),
          new Setting("dropout", "0", "share of readings that never become frames"),
          new Setting("disturbance", "none", "`none`, `random` or `adversarial`"),
          new Setting("disturbance_hold", "100ms", "how long one disturbance lasts"),
          new Setting("look_ahead", "500ms", "how far the adversary looks"),
          new Setting("codec", "binary", "`binary`, `binary-float32` or `json`"),
          new Setting("deadman", "larger of 20ms and 2.5 periods", "the guard's dead-man time"),
          new Setting("max_validity", "1s", "the longest validity a command may claim"),
          new Setting("max_epoch_jump", "1048576", "how far ahead an epoch may be"),
          new Setting("latch", "false", "whether a tripped dead-man waits for a newer epoch"),
          new Setting("last_epoch", "0", "the highest command epoch of earlier lives"),
          new Setting("collision", "stop", "`stop`: stay where it hit; `count`: go on through it"),
          new Setting("radius", "0", "metres that its middle must stay from an obstacle"));

  private static final String NOISE_OF_STATE = "noise.";
  private static final long LONGEST_NS = 60_000_000_000L;

  private final Map<String, String> unread;

  SimSettingsReader(Map<String, String> settings) {
    unread = new LinkedHashMap<>(settings);
  }

  SimSettings read(String standardName) throws SimRefusal {
    double rateHz = number("rate", "100", 0.1, 10_000);
    long periodNs = Math.round(1e9 / rateHz);
    SimSettings settings =
        new SimSettings(
            name(standardName),
            rateHz,
            (int) integer("substeps", "4", 1, 1000),
            integer("seed", "1", Long.MIN_VALUE, Long.MAX_VALUE),
            number("noise", "0", 0, 1e6),
            noiseOfState(),
            duration("delay", "0ms", 0),
            number("dropout", "0", 0, 1),
            disturbance(),
            duration("disturbance_hold", "100ms", 1),
            duration("look_ahead", "500ms", 1) / 1e9,
            choice("codec", "binary", FrameCodecs.names()),
            limits(periodNs),
            choice("collision", "stop", List.of("stop", "count")).equals("stop"),
            number("radius", "0", 0, 1000));
    refuseWhatIsLeft();
    return settings;
  }

  private GuardLimits limits(long periodNs) throws SimRefusal {
    String standardDeadman = GuardLimits.defaultDeadmanNs(periodNs) + "ns";
    return new GuardLimits(
        duration("deadman", standardDeadman, 1),
        duration("max_validity", GuardLimits.DEFAULT_MAX_VALID_FOR_NS + "ns", 1),
        integer("max_epoch_jump", "" + GuardLimits.DEFAULT_MAX_EPOCH_JUMP, 1, Long.MAX_VALUE),
        choice("latch", "false", List.of("true", "false")).equals("true"),
        integer("last_epoch", "0", 0, Long.MAX_VALUE - 1));
  }

  private DisturbanceModel disturbance() throws SimRefusal {
    String text = choice("disturbance", "none", List.of("none", "random", "adversarial"));
    return DisturbanceModel.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private String name(String standard) throws SimRefusal {
    String text = take("name", standard);
    if (!FrameLimits.isName(text)) {
      throw refusal("name", text, "must be 1 to 64 letters, digits or _ . : -");
    }
    return text;
  }

  private Map<String, Double> noiseOfState() throws SimRefusal {
    Map<String, Double> noise = new LinkedHashMap<>();
    for (String setting : new ArrayList<>(unread.keySet())) {
      if (setting.startsWith(NOISE_OF_STATE)) {
        noise.put(setting.substring(NOISE_OF_STATE.length()), number(setting, "0", 0, 1e6));
      }
    }
    return noise;
  }

  private double number(String setting, String standard, double least, double most)
      throws SimRefusal {
    String text = take(setting, standard);
    try {
      double value = Double.parseDouble(text);
      // Written so that NaN is refused.
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below, with the same sentence.
    }
    throw refusal(setting, text, "must be a number in [" + least + ", " + most + "]");
  }

  private long integer(String setting, String standard, long least, long most) throws SimRefusal {
    String text = take(setting, standard);
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below, with the same sentence.
    }
    throw refusal(setting, text, "must be a whole number in [" + least + ", " + most + "]");
  }

  private String choice(String setting, String standard, List<String> choices) throws SimRefusal {
    String text = take(setting, standard);
    if (!choices.contains(text)) {
      throw refusal(setting, text, "must be " + String.join(" or ", choices));
    }
    return text;
  }

  private long duration(String setting, String standard, long leastNs) throws SimRefusal {
    String text = take(setting, standard);
    double factor = 0;
    String number = "";
    for (Unit unit : Unit.values()) {
      if (text.endsWith(unit.suffix)) {
        factor = unit.ns;
        number = text.substring(0, text.length() - unit.suffix.length());
        break;
      }
    }
    try {
      double ns = Double.parseDouble(number) * factor;
      if (ns >= leastNs && ns <= LONGEST_NS) {
        return Math.round(ns);
      }
    } catch (NumberFormatException e) {
      // Refused below, with the same sentence.
    }
    throw refusal(setting, text, "must be a time up to 60s, written as 5ms, 200us or 0.5s");
  }

  /** Longer suffixes first: each ends in the letter of a shorter one. */
  private enum Unit {
    NANOSECONDS("ns", 1),
    MICROSECONDS("us", 1e3),
    MILLISECONDS("ms", 1e6),
    SECONDS("s", 1e9);

    private final String suffix;
    private final double ns;

    Unit(String suffix, double ns) {
      this.suffix = suffix;
      this.ns = ns;
    }
  }

  private String take(String setting, String standard) {
    String value = unread.remove(setting);
    return value == null ? standard : value.trim();
  }

  private void refuseWhatIsLeft() throws SimRefusal {
    if (unread.isEmpty()) {
      return;
    }
    String unknown = unread.keySet().iterator().next();
    List<String> names = SETTINGS.stream().map(Setting::name).toList();
    throw new SimRefusal(
        "a simulated robot has no setting '" + unknown + "', " + Spelling.advice(unknown, names));
  }

  private static SimRefusal refusal(String setting, String text, String demand) {
    return new SimRefusal("setting '" + setting + "' " + demand + ", but is '" + text + "'");
  }
}
