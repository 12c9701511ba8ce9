package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.robot.Quantity;
import java.util.List;

/**
 * Drives by keys: W and S move the first control up and down, A and D the second, R and F the
 * third, Q and E the fourth. The space bar stops, whatever else is held.
 */
public final class KeyDrive implements ControlSource {

  /** Up and down keys of each control, in order. */
  private static final String KEYS = "wsadrfqe";

  public static final char STOP_KEY = ' ';

  private final List<Quantity> controls;
  private final HeldKeys keys;
  private final double share;

  /**
   * @param share of the way from rest to the bound that a held key goes, in (0, 1]
   */
  public KeyDrive(List<Quantity> controls, HeldKeys keys, double share) {
    // Written so that NaN is refused.
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + share + " is not in (0, 1]");
    }
    if (controls.size() > KEYS.length() / 2) {
      throw new IllegalArgumentException(
          controls.size() + " controls cannot be driven by keys; " + KEYS.length() / 2 + " can");
    }
    this.controls = List.copyOf(controls);
    this.keys = keys;
    this.share = share;
  }

  @Override
  public boolean controls(double timeS, double[] u) {
    if (keys.holds(STOP_KEY)) {
      return false;
    }
    for (int i = 0; i < controls.size(); i++) {
      Quantity control = controls.get(i);
      // Rest is zero, or the end of the interval that is nearest to it.
      double rest = control.clamp(0);
      boolean up = keys.holds(KEYS.charAt(2 * i));
      boolean down = keys.holds(KEYS.charAt(2 * i + 1));
      double towards = up == down ? rest : up ? control.upper() : control.lower();
      u[i] = control.clamp(rest + share * (towards - rest));
    }
    return true;
  }
}
