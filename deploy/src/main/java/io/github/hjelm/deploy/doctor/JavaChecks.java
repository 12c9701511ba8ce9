package io.github.hjelm.deploy.doctor;

import java.nio.file.Path;

/** Which Java runs, and which others are there. */
final class JavaChecks {

  private static final int OLDEST = 17;
  private static final int NEWEST_TESTED = 25;

  private JavaChecks() {}

  static Finding version(Host host) {
    String whatItIs =
        host.property("java.version")
            + " ("
            + host.property("java.vendor")
            + ") at "
            + host.property("java.home");
    if (!(feature(host) >= OLDEST)) {
      return Finding.failed(
          "Java", whatItIs, "Install a JDK 17 or newer: apt-get install openjdk-17-jdk-headless");
    }
    return Finding.ok("Java", whatItIs);
  }

  /** The tests run on JDK 25 as well when there is one. */
  static Finding newest(Host host) {
    String name = "JDK " + NEWEST_TESTED;
    if (feature(host) >= NEWEST_TESTED) {
      return Finding.ok(name, "this is one");
    }
    for (Path jdk : host.installedJdks()) {
      if (jdk.getFileName().toString().contains(String.valueOf(NEWEST_TESTED))) {
        return Finding.ok(name, "also installed at " + jdk + ", ./hjelm test runs on both");
      }
    }
    return Finding.note(
        name,
        "not found; ./hjelm test runs on one JDK only",
        "Install it from https://adoptium.net, or point HJELM_JDK25 at it.");
  }

  private static int feature(Host host) {
    String text = host.property("java.specification.version");
    // "1.8" of old is 1, which is old enough to be refused.
    String digits = text.contains(".") ? text.substring(0, text.indexOf('.')) : text;
    return digits.matches("[0-9]{1,4}") ? Integer.parseInt(digits) : 0;
  }
}
