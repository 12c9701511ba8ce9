package io.github.hjelm.controller.dashboard;

/** A certificate's slice as whole numbers of one quantum. Dashboard thread. */
final class SliceJson {

  /** So that a value takes three digits. */
  private static final double LARGEST = 999;

  private final CertificateSlice slice;
  private final double[] values;

  SliceJson(CertificateSlice slice) {
    this.slice = slice;
    values = new double[slice.x().nodes() * slice.y().nodes()];
  }

  String of(double[] state) {
    slice.values(state, values);
    double largest = 0;
    for (double value : values) {
      if (Double.isFinite(value)) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    double quantum = largest > 0 ? largest / LARGEST : 1;
    CertificateSlice.Axis x = slice.x();
    CertificateSlice.Axis y = slice.y();
    return PageJson.message(
        "slice",
        json -> {
          json.writeFieldName("states");
          json.writeArray(new int[] {x.state(), y.state()}, 0, 2);
          double[] first = {x.first(state), y.first(state)};
          PageJson.numbers(json, "first", first, 5);
          PageJson.numbers(json, "spacing", new double[] {x.spacing(), y.spacing()}, 6);
          json.writeFieldName("nodes");
          json.writeArray(new int[] {x.nodes(), y.nodes()}, 0, 2);
          json.writeNumberField("quantum", (float) quantum);
          json.writeArrayFieldStart("values");
          for (double value : values) {
            // What is a little above zero must not come out as what is a little below.
            double whole = value >= 0 ? Math.floor(value / quantum) : Math.ceil(value / quantum);
            PageJson.number(json, whole == 0 && value < 0 ? -1 : whole, 0);
          }
          json.writeEndArray();
        });
  }
}
