package io.github.hjelm.sensors.sim.map;

import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.io.Serial;

/** Why an image was not accepted; the complaint goes on after the file's name. */
final class PgmRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String complaint;

  PgmRefusal(Reason reason, String complaint) {
    super(complaint);
    this.reason = reason;
    this.complaint = complaint;
  }

  Reason reason() {
    return reason;
  }

  String complaint() {
    return complaint;
  }
}
