package io.github.hjelm.deploy.doctor;

/** Programs that only the tests need. */
final class ToolChecks {

  private ToolChecks() {}

  static Finding mosquitto(Host host) {
    return installed(
        host, "Mosquitto", "mosquitto", "tests against a Mosquitto broker are skipped");
  }

  static Finding chromium(Host host) {
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
