package io.github.hjelm.controller.dashboard;

import io.github.hjelm.controller.dashboard.Shape.Box;
import java.util.List;

/**
 * A robot in its world, as shapes that its state moves.
 *
 * @param view what is seen: x to the right, y up
 * @param follows whether the view moves along with the tip
 * @param axisX the state that is the view's x, or {@link Motion#NONE} where no state is
 * @param axisY the state that is the view's y, or {@link Motion#NONE}
 */
public record Scene(
    Box view, boolean follows, int axisX, int axisY, List<Shape> still, List<Part> parts) {

  public Scene {
    still = List.copyOf(still);
    parts = List.copyOf(parts);
  }

  /** How long the unit is that plans are sent in, in metres: fine enough for any screen. */
  public double grain() {
    double width = Math.max(view.upperX() - view.lowerX(), view.upperY() - view.lowerY());
    return Math.pow(10, Math.floor(Math.log10(width / 2000)));
  }

  /** Writes where the tip is; false, and nothing written, where no part has one. */
  boolean tip(double[] x, double[] point) {
    for (Part part : parts) {
      if (tip(part, x, 0, 0, 0, point)) {
        return true;
      }
    }
    return false;
  }

  private static boolean tip(
      Part part, double[] x, double frameX, double frameY, double frameTurn, double[] point) {
    double partX = part.x().at(x);
    double partY = part.y().at(x);
    double originX = frameX + Math.cos(frameTurn) * partX - Math.sin(frameTurn) * partY;
    double originY = frameY + Math.sin(frameTurn) * partX + Math.cos(frameTurn) * partY;
    double turn = frameTurn + part.turn().at(x);
    Part.Point tip = part.tip();
    if (tip != null) {
      point[0] = originX + Math.cos(turn) * tip.x() - Math.sin(turn) * tip.y();
      point[1] = originY + Math.sin(turn) * tip.x() + Math.cos(turn) * tip.y();
      return true;
    }
    for (Part inner : part.parts()) {
      if (tip(inner, x, originX, originY, turn, point)) {
        return true;
      }
    }
    return false;
  }
}
