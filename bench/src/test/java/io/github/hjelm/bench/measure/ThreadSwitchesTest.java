package io.github.hjelm.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadSwitchesTest {

  @TempDir private Path process;

  private static ThreadSwitches of(Map<String, ContextSwitches> byThread) {
    return new ThreadSwitches(byThread);
  }

  private static ContextSwitches switches(long voluntary, long involuntary) {
    return new ContextSwitches(voluntary, involuntary);
  }

  private void thread(String number, String status) throws IOException {
    Path folder = Files.createDirectories(process.resolve("task").resolve(number));
    Files.writeString(folder.resolve("status"), status);
  }

  private static String status(long voluntary, long involuntary) {
    return """
        Name:\tworker 1
        State:\tS (sleeping)
        Cpus_allowed:\t3
        Mems_allowed_list:\t0
        voluntary_ctxt_switches:\t%d
        nonvoluntary_ctxt_switches:\t%d
        """
        .formatted(voluntary, involuntary);
  }

  @Test
  void readsEveryThread() throws IOException {
    thread("7", status(1_200, 34));
    thread("9", status(5, 6));
    assertEquals(
        Optional.of(of(Map.of("7", switches(1_200, 34), "9", switches(5, 6)))),
        ThreadSwitches.read(process));
  }

  @Test
  void leavesOutAThreadThatEndsMeanwhile() throws IOException {
    thread("7", status(1_200, 34));
    Files.createDirectories(process.resolve("task").resolve("9"));
    assertEquals(Optional.of(of(Map.of("7", switches(1_200, 34)))), ThreadSwitches.read(process));
  }

  @Test
  void nobodyTellsWhereTheSystemDoesNot() throws IOException {
    assertEquals(Optional.empty(), ThreadSwitches.read(process));
    thread("7", "Name:\tworker\nvoluntary_ctxt_switches:\t3\n");
    assertEquals(Optional.empty(), ThreadSwitches.read(process));
  }

  @Test
  void threadsThatComeAndGoDoNotDisturbTheOthers() {
    ThreadSwitches before =
        of(
            Map.of(
                "stays", switches(100, 10),
                "ends", switches(1_000_000, 1_000),
                "is another now", switches(500, 5)));
    ThreadSwitches after =
        of(
            Map.of(
                "stays", switches(130, 12),
                "begins", switches(7, 1),
                "is another now", switches(2, 0)));
    assertEquals(switches(30 + 7 + 2, 2 + 1), after.since(before));
  }

  /** A shell leaves its processor each time that it waits for the command that it has started. */
  @Test
  void countsAProcessThatSwitchesAtLeastSoOften() throws IOException, InterruptedException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "skipped, because this is no Linux");
    int times = 100;
    String script =
        "echo begin; read x; i=0; while [ $i -lt %d ]; do sleep 0.001; i=$((i+1)); done;"
                .formatted(times)
            + " echo end; read x";
    Process shell = new ProcessBuilder("sh", "-c", script).start();
    try (BufferedReader words =
            new BufferedReader(
                new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
        OutputStream in = shell.getOutputStream()) {
      assertEquals("begin", words.readLine());
      ThreadSwitches before = ofProcess(shell.pid());
      in.write('\n');
      in.flush();
      assertEquals("end", words.readLine());
      ContextSwitches between = ofProcess(shell.pid()).since(before);
      // Made to leave before it begins to wait, it leaves involuntarily instead.
      assertTrue(between.voluntary() + between.involuntary() >= times, between::toString);
      assertTrue(between.voluntary() >= times / 2, between::toString);
      assertTrue(between.voluntary() < 100L * times, between::toString);
    } finally {
      shell.destroy();
      shell.waitFor();
    }
  }

  private static ThreadSwitches ofProcess(long pid) {
    return ProcessUsage.of(pid).flatMap(ProcessUsage::switches).orElseThrow();
  }
}
