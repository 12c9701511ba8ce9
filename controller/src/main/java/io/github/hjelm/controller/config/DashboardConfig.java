package io.github.hjelm.controller.config;

import java.util.Set;

/**
 * Where the dashboard is to be found.
 *
 * @param host the address to listen on
 * @param port zero for any that is free
 * @param names under which browsers may ask for it, beside addresses and {@code localhost}; in
 *     lower case
 */
public record DashboardConfig(String host, int port, Set<String> names) {

  public DashboardConfig {
    names = Set.copyOf(names);
  }

  /** For this machine alone, where nothing else is said. */
  public static DashboardConfig standard() {
    return new DashboardConfig(
        ControllerSettings.DASHBOARD_HOST.standard(),
        ControllerSettings.DASHBOARD_PORT.standard(),
        Set.of());
  }

  /** The same on another port. */
  public DashboardConfig withPort(int newPort) {
    return new DashboardConfig(host, newPort, names);
  }
}
