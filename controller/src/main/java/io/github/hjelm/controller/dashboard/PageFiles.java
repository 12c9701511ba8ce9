package io.github.hjelm.controller.dashboard;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page's own files, in memory: a handful, the same for every visitor. */
final class PageFiles {

  private static final String HTML = "text/html; charset=utf-8";
  private static final String CSS = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private static final List<String> MODULES =
      List.of("dashboard", "certificate", "gauges", "plots", "scene", "verdicts");

  private final Map<String, File> files = new LinkedHashMap<>();

  /** A file as it is sent. */
  record File(String type, Buffer content) {}

  PageFiles() {
    add("/", "index.html", HTML);
    add("/dashboard.css", "dashboard.css", CSS);
    for (String module : MODULES) {
      add("/" + module + ".js", module + ".js", SCRIPT);
    }
    add("/icon.svg", "icon.svg", "image/svg+xml");
  }

  /** By path. */
  Map<String, File> all() {
    return files;
  }

  private void add(String path, String name, String type) {
    try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the dashboard's " + name + " is missing from this build");
      }
      files.put(path, new File(type, Buffer.buffer(in.readAllBytes())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
