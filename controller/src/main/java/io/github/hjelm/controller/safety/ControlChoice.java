package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.Verdict;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** How one control is found for a state: with a certificate or, where asked for, without. */
interface ControlChoice {

  /** The control for a state that was seen. */
  @HotPath
  Verdict choose(double[] ahead, double[] candidates, int count, double[] u);

  /** The brake for a state that was predicted. */
  @HotPath
  void brake(double[] ahead, double[] u);

  /** Where the last choice was found; null where there is no ladder. */
  @Nullable Rung rung();

  /** What stands behind the last choice or brake. */
  Assurance assurance();

  /** Which of the offered candidates the last choice is; -1 when it is none of them. */
  int place();

  /** A bit for each offered candidate that a look-ahead refused in the last choice. */
  long refused();

  /** What the certificate says of the last state. */
  double valueAtState();

  /** From which value on states are certified. */
  double level();

  /** Writes down what it keeps from cycle to cycle. */
  @HotPath
  void save(ByteBuffer out);

  /** Goes on from what {@link #save} wrote. */
  void load(ByteBuffer in);
}
