package io.github.hjelm.export.report;

/** Text inside a page. */
public final class Html {

  private Html() {}

  /** The text as it must be written between tags and in attributes. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
