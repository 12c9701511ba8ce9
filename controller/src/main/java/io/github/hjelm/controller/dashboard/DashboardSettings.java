package io.github.hjelm.controller.dashboard;

import java.util.Set;

/**
 * Where the dashboard is to be found.
 *
 * @param host the address to listen on, such as {@code 127.0.0.1}
 * @param port zero for any that is free
 * @param names under which browsers may ask for it, beside addresses and {@code localhost}; in
 *     lower case
 */
public record DashboardSettings(String host, int port, Set<String> names) {

  public DashboardSettings {
    names = Set.copyOf(names);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port lies between 0 and 65535, but is " + port);
    }
  }

  /** For this machine alone. */
  public static DashboardSettings local(int port) {
    return new DashboardSettings("127.0.0.1", port, Set.of());
  }
}
