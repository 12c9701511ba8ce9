package io.github.hjelm.deploy.doctor;

import java.nio.file.Path;
import java.util.Optional;

/** Programs that only the tests need. */
final class ToolChecks {

  private ToolChecks() {}

  static Finding mosquitto(Host host) {
    return installed(
        host, "Mosquitto", "mosquitto", "tests against a Mosquitto broker are skipped");
  }

  static Finding chromium(Host host) {
    Optional<Path> driver = host.program("chromedriver");
    if (host.program("chromium").isPresent() && driver.isEmpty()) {
      return Finding.note(
          "Chromium",
          "without its driver; tests in a browser are skipped",
          "sudo apt-get install chromium-driver");
    }
    return installed(host, "Chromium", "chromium", "tests in a browser are skipped");
  }

  private static Finding installed(Host host, String name, String program, String without) {
    return host.program(program)
        .map(path -> Finding.ok(name, path.toString()))
        .orElseGet(
            () ->
                Finding.note(
                    name,
                    "not installed; " + without,
                    "./hjelm test installs it on Debian and Ubuntu"));
  }
}
