package io.github.hjelm.controller.dashboard;

import io.github.hjelm.controller.dashboard.Shape.Picture;
import io.github.hjelm.controller.dashboard.Shape.Role;
import io.github.hjelm.sensors.sim.map.Extent;
import io.github.hjelm.sensors.sim.map.FreeSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Any free space as a picture: solid pixels are opaque, free ones are not there. */
public final class WorldPicture {

  /** Pixels along the longer side; a phone's worth, a few kilobytes as PNG. */
  private static final int LONGER_SIDE = 1024;

  private static final int SOLID = 0xFF000000;

  private WorldPicture() {}

  /** The shape that stands for the picture in a scene. */
  public static Shape shape(FreeSpace world) {
    Extent extent = world.extent();
    return new Picture(
        Role.SOLID,
        "world.png",
        extent.lowerXM(),
        extent.lowerYM(),
        extent.upperXM(),
        extent.upperYM());
  }

  /** The picture as the bytes of a PNG file. */
  public static byte[] png(FreeSpace world) {
    Extent extent = world.extent();
    double pixelM = Math.max(extent.widthM(), extent.heightM()) / LONGER_SIDE;
    int columns = Math.max(1, (int) Math.round(extent.widthM() / pixelM));
    int rows = Math.max(1, (int) Math.round(extent.heightM() / pixelM));
    BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_ARGB);
    for (int row = 0; row < rows; row++) {
      double yM = extent.upperYM() - (row + 0.5) * extent.heightM() / rows;
      for (int column = 0; column < columns; column++) {
        double xM = extent.lowerXM() + (column + 0.5) * extent.widthM() / columns;
        boolean free = world.signedDistance(xM, yM) > 0;
        image.setRGB(column, row, free ? 0 : SOLID);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }
}
