package io.github.hjelm.export.report;

/** Text inside a page. */
public final class Html {

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%s</title>
      <style>
      body { font: 15px/1.5 system-ui, sans-serif; color: #202020; max-width: 80em; margin: 2em auto; padding: 0 1em }
      table { border-collapse: collapse; margin: 0.5em 0 1em }
      th, td { border-bottom: 1px solid #ccc; padding: 0.25em 0.8em; text-align: left; vertical-align: top }
      td { font-variant-numeric: tabular-nums }
      td:first-child { white-space: nowrap }
      td.number { text-align: right }
      tr.chosen { background: #e8f3ea }
      .kept { color: #1b7837 }
      .missed { color: #b2182b; font-weight: bold }
      .plots { display: flex; flex-wrap: wrap; gap: 1em; align-items: flex-start }
      figure { margin: 0; flex: 1 1 30em; max-width: 44em }
      figcaption { font-weight: bold }
      img, svg { max-width: 100%%; height: auto }
      details { margin: 0.5em 0 }
      </style>
      """;

  private Html() {}

  /** How every page begins. */
  public static String head(String title) {
    return HEAD.formatted(escaped(title));
  }

  /** The text as it must be written between tags and in attributes. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
