package io.github.hjelm.export.report;

import java.util.Base64;

/**
 * A picture in a page.
 *
 * @param group what it belongs to
 * @param title unique in its group
 * @param html an element that needs nothing beside it
 */
public record Plot(String group, String title, String html) {

  /** A chart under its title. */
  public static Plot svg(String group, String title, String svg) {
    String caption = "<figcaption>%s</figcaption>%n".formatted(Html.escaped(title));
    return new Plot(group, title, caption + svg);
  }

  /** One from a PNG file that bears its title, which is kept in the page. */
  public static Plot png(String group, String title, byte[] png) {
    return new Plot(
        group,
        title,
        "<img alt=\"%s\" src=\"data:image/png;base64,%s\">"
            .formatted(Html.escaped(title), Base64.getEncoder().encodeToString(png)));
  }
}
