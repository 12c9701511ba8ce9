package io.github.hjelm.bench.echo;

import io.github.hjelm.bench.stack.StackSetup;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link EchoResponder} as a program, with the options that the contract names. */
public final class EchoMain {

  private EchoMain() {}

  /**
   * As {@code bench/docs/contract.md} says; also {@code --infer-ns N} and {@code --drop-every N}.
   */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> given = new HashMap<>();
    List<String> left = new ArrayList<>(List.of(arguments));
    boolean stages = left.remove("--stages");
    for (int i = 0; i + 1 < left.size(); i += 2) {
      given.put(left.get(i), left.get(i + 1));
    }
    String[] robots = given.getOrDefault("--robots", "1:1").split(":", -1);
    StackSetup setup =
        new StackSetup(
            given.getOrDefault("--host", "127.0.0.1"),
            number(given, "--port", 1_883),
            Integer.parseInt(robots[0]),
            Integer.parseInt(robots[1]),
            number(given, "--obs", 32),
            number(given, "--actions", 8),
            Optional.empty(),
            stages);
    EchoResponder.Faults faults =
        new EchoResponder.Faults(number(given, "--infer-ns", 0), number(given, "--drop-every", 0));
    EchoResponder responder = new EchoResponder(setup, faults, MonotonicClock.system());
    Thread thread = new Thread(() -> answer(responder), "echo");
    thread.setDaemon(true);
    thread.start();
    System.out.println("ready");
    // Ends with standard input: the daemon thread does not keep the process.
    while (System.in.read() >= 0) {
      // Questions are not for us.
    }
  }

  private static void answer(EchoResponder responder) {
    try {
      while (true) {
        responder.answer();
      }
    } catch (IOException e) {
      System.err.println("echo: " + e.getMessage());
    }
  }

  private static int number(Map<String, String> given, String option, int otherwise) {
    String text = given.get(option);
    return text == null ? otherwise : Integer.parseInt(text);
  }
}
