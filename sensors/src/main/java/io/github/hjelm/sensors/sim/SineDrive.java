package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.robot.Quantity;
import java.util.List;

/**
 * Drives every control up and down around the middle of its interval: u = middle + share · half
 * width · sin(2π f (t + phase)), where control i is ahead by i quarters of a turn.
 */
public final class SineDrive implements ControlSource {

  private final List<Quantity> controls;
  private final double frequencyHz;
  private final double share;

  /**
   * @param share of each half interval that is used, in [0, 1]
   */
  public SineDrive(List<Quantity> controls, double frequencyHz, double share) {
    // Written so that NaN is refused.
    if (!(share >= 0 && share <= 1 && frequencyHz >= 0)) {
      throw new IllegalArgumentException(
          "a sine of " + frequencyHz + " Hz and share " + share + " cannot be driven");
    }
    this.controls = List.copyOf(controls);
    this.frequencyHz = frequencyHz;
    this.share = share;
  }

  @Override
  public boolean controls(double timeS, double[] u) {
    for (int i = 0; i < controls.size(); i++) {
      Quantity control = controls.get(i);
      double middle = (control.lower() + control.upper()) / 2;
      double halfWidth = (control.upper() - control.lower()) / 2;
      double angle = 2 * Math.PI * frequencyHz * timeS + i * Math.PI / 2;
      u[i] = control.clamp(middle + share * halfWidth * Math.sin(angle));
    }
    return true;
  }
}
