package io.github.hjelm.controller.dashboard;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request comes from our own page.
 *
 * <p>Two attacks from a foreign page in a visitor's browser: it sends requests here (its {@code
 * Origin} tells), or it points its own name at this machine, so that everything looks like one site
 * (the {@code Host} tells: only an address, {@code localhost} or a name that was configured is
 * ours).
 *
 * @param names that people use for this machine, in lower case
 */
record SiteCheck(Set<String> names) {

  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

  SiteCheck {
    names = Set.copyOf(names);
  }

  /** Whether the request was meant for this machine by name or address. */
  boolean isOurs(@Nullable String host) {
    if (host == null) {
      return false;
    }
    String name = PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
    return name.equals("localhost") || ADDRESS.matcher(name).matches() || names.contains(name);
  }

  /** Whether reading is allowed; programs that are no browsers send no origin. */
  boolean mayRead(@Nullable String host, @Nullable String origin) {
    return isOurs(host) && (origin == null || isSame(host, origin));
  }

  /** Whether doing is allowed: only what says that it comes from our own page. */
  boolean mayAct(@Nullable String host, @Nullable String origin) {
    return isOurs(host) && origin != null && isSame(host, origin);
  }

  private static boolean isSame(@Nullable String host, String origin) {
    // A proxy in front may speak https with browsers and http with us.
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
  }
}
