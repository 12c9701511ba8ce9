package io.github.hjelm.deploy;

import io.github.hjelm.sensors.sim.HeldKeys;
import io.github.hjelm.sensors.sim.KeyDrive;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The keys of a terminal. A terminal says when a key is pressed and repeats it while it is held,
 * but never says when it is let go; so a key counts as held until nothing was heard of it for a
 * while.
 *
 * <p>Arrow keys are W, A, S and D. The space bar stays held until another key is pressed.
 */
final class TerminalKeys implements HeldKeys, AutoCloseable {

  /** Longer than the pause before a keyboard begins to repeat. */
  private static final long HOLD_NS = TimeUnit.MILLISECONDS.toNanos(600);

  private static final int ESCAPE = 27;

  private final MonotonicClock clock;
  private final String savedMode;

  private volatile char key;
  private volatile long pressedNs;
  private int escapePart;

  TerminalKeys(MonotonicClock clock, String savedMode) {
    this.clock = clock;
    this.savedMode = savedMode;
    this.pressedNs = clock.nanoTime() - HOLD_NS;
  }

  /** Takes the terminal out of line mode and listens to it; closing gives it back as it was. */
  static TerminalKeys open(InputStream terminal, MonotonicClock clock) throws IOException {
    TerminalKeys keys = new TerminalKeys(clock, stty("-g").strip());
    stty("-icanon", "-echo", "min", "1");
    Thread reader = new Thread(() -> keys.listen(terminal), "hjelm-keys");
    reader.setDaemon(true);
    reader.start();
    return keys;
  }

  private void listen(InputStream terminal) {
    try {
      for (int read = terminal.read(); read >= 0; read = terminal.read()) {
        press(read);
      }
    } catch (IOException e) {
      // The terminal has gone: no key is held any more.
    }
    key = KeyDrive.STOP_KEY;
  }

  /** Takes one byte from the terminal. */
  void press(int read) {
    // An arrow comes as ESC [ A, B, C or D.
    if (read == ESCAPE) {
      escapePart = 1;
      return;
    }
    if (escapePart == 1 && (read == '[' || read == 'O')) {
      escapePart = 2;
      return;
    }
    boolean arrow = escapePart == 2;
    escapePart = 0;
    pressedNs = clock.nanoTime();
    key = arrow ? ofArrow(read) : Character.toLowerCase((char) read);
  }

  private static char ofArrow(int read) {
    return switch (read) {
      case 'A' -> 'w';
      case 'B' -> 's';
      case 'C' -> 'd';
      case 'D' -> 'a';
      default -> 0;
    };
  }

  @Override
  public boolean holds(char asked) {
    if (key != asked) {
      return false;
    }
    return asked == KeyDrive.STOP_KEY || clock.nanoTime() - pressedNs < HOLD_NS;
  }

  @Override
  public void close() {
    try {
      stty(savedMode);
    } catch (IOException e) {
      System.err.println("hjelm: the terminal could not be restored; type: stty sane");
    }
  }

  /** Runs stty on the terminal that this process reads from. */
  private static String stty(String... arguments) throws IOException {
    String[] command = new String[arguments.length + 1];
    command[0] = "stty";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process =
        new ProcessBuilder(command)
            .redirectInput(Redirect.INHERIT)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(
            "stty failed: " + said.strip().toLowerCase(Locale.ROOT) + "; drive with --drive sine.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while setting the terminal's mode", e);
    }
    return said;
  }
}
