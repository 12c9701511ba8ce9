package io.github.hjelm.sensors.sim.map;

/** A rectangle along the axes, in metres. */
public record Extent(double lowerXM, double lowerYM, double upperXM, double upperYM) {

  public double widthM() {
    return upperXM - lowerXM;
  }

  public double heightM() {
    return upperYM - lowerYM;
  }
}
