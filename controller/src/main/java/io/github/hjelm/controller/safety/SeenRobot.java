package io.github.hjelm.controller.safety;

import io.github.hjelm.controller.snapshot.SnapshotBytes;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The robot that a certificate is about, with a fallback that the flown robot has: a cart on a rail
 * knows no brake, and the cart of a cartpole does. Not thread-safe.
 */
final class SeenRobot implements Robot {

  private final Robot flown;
  private final CertifiedView view;
  private final Robot seen;
  private final Quantity[] box;
  private final double[] whole;
  private final double[] u;

  SeenRobot(Robot flown, CertifiedView view) {
    this.flown = flown;
    this.view = view;
    seen = view.robot();
    box = seen.controls().toArray(Quantity[]::new);
    whole = new double[flown.states().size()];
    flown.initialState(whole);
    u = new double[flown.controls().size()];
  }

  /** Takes where the flown robot is; what is not a number leaves it where it was. */
  @HotPath
  void see(double[] x) {
    if (Finite.all(x)) {
      System.arraycopy(x, 0, whole, 0, whole.length);
    }
  }

  /** Where the flown robot is, lent. */
  double[] whole() {
    return whole;
  }

  /** The flown robot's in the state that was seen last, brought into the certificate's box. */
  @Override
  public void fallback(double[] x, double[] out) {
    flown.fallback(whole, u);
    for (int j = 0; j < box.length; j++) {
      out[j] = box[j].clamp(u[view.movedPlace(j)]);
    }
  }

  @Override
  public String name() {
    return seen.name();
  }

  @Override
  public List<Quantity> states() {
    return seen.states();
  }

  @Override
  public List<Quantity> controls() {
    return seen.controls();
  }

  @Override
  public List<Quantity> disturbances() {
    return seen.disturbances();
  }

  @Override
  public void drift(double[] x, double[] f) {
    seen.drift(x, f);
  }

  @Override
  public void controlMatrix(double[] x, double[] g) {
    seen.controlMatrix(x, g);
  }

  @Override
  public void disturbanceMatrix(double[] x, double[] d) {
    seen.disturbanceMatrix(x, d);
  }

  @Override
  public void stateJacobian(double[] x, double[] v, double[] d, double[] jacobian) {
    seen.stateJacobian(x, v, d, jacobian);
  }

  @Override
  public void initialState(double[] x) {
    seen.initialState(x);
  }

  @HotPath
  void save(ByteBuffer out) {
    SnapshotBytes.put(out, whole);
  }

  void load(ByteBuffer in) {
    SnapshotBytes.take(in, whole);
  }
}
