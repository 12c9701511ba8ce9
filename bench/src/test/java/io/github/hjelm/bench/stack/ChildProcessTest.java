package io.github.hjelm.bench.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

  private static RunningStack start(String script) throws IOException, InterruptedException {
    StackSetup setup = new StackSetup("127.0.0.1", 1_883, 3, 2, 4, 2, Optional.empty(), true);
    return new ProcessStack(
            "shell", false, Optional::empty, List.of("sh", "-c", script, "shell"), Map.of("X", "y"))
        .start(setup);
  }

  @Test
  void getsItsOptionsAndEndsWithItsInput() throws IOException, InterruptedException {
    RunningStack stack = start("echo \"$X $*\"; echo ready; cat > /dev/null; exit 0");
    assertTrue(stack.isAlive());
    assertEquals(
        "y --host 127.0.0.1 --port 1883 --robots 3:2 --obs 4 --actions 2 --stages",
        stack.logTail());
    stack.close();
    assertFalse(stack.isAlive());
    assertTrue(ProcessHandle.of(stack.pid().orElseThrow()).isEmpty());
  }

  @Test
  void oneThatDoesNotListenIsEndedAllTheSame() throws IOException, InterruptedException {
    RunningStack stack = start("trap '' TERM; echo ready; while :; do sleep 0.2; done");
    stack.close();
    assertFalse(stack.isAlive());
  }

  @Test
  void whoeverDoesNotBecomeReadyIsNamedWithHisLastWords() {
    IOException refusal =
        assertThrows(IOException.class, () -> start("echo 'no module named torch' >&2; exit 3"));
    assertTrue(
        String.valueOf(refusal.getMessage()).startsWith("shell ended before it said 'ready'"),
        refusal::getMessage);
    assertTrue(
        String.valueOf(refusal.getMessage()).endsWith("no module named torch"),
        refusal::getMessage);
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    ProcessStack stack =
        new ProcessStack("floor", true, Optional::empty, List.of("/no/such/program"), Map.of());
    StackSetup setup = new StackSetup("127.0.0.1", 1_883, 1, 1, 2, 2, Optional.empty(), false);
    IOException refusal = assertThrows(IOException.class, () -> stack.start(setup));
    assertTrue(
        String.valueOf(refusal.getMessage()).startsWith("floor cannot be started"),
        refusal::getMessage);
  }

  @Test
  void asksForMemoryOnlyWhoeverAnswers() throws IOException, InterruptedException {
    String answering =
        "echo ready; n=0; while read line; do n=$((n+1)); [ \"$line\" = stats ] &&"
            + " echo stats allocated=$((n*1000)) gc=$n gc_ms=7; done";
    try (RunningStack stack = start(answering)) {
      assertEquals(Optional.of(new MemoryCounts(1_000, 1, 7)), stack.memory());
      assertEquals(Optional.of(new MemoryCounts(2_000, 2, 7)), stack.memory());
    }
    try (RunningStack silent = start("echo ready; cat > /dev/null")) {
      assertEquals(Optional.empty(), silent.memory());
      assertEquals(Optional.empty(), silent.memory());
    }
  }

  @Test
  void readsOnlyWholeAnswers() {
    MemoryCounts counts = new MemoryCounts(12, 3, 4);
    assertEquals(Optional.of(counts), MemoryCounts.parse(counts.line()));
    for (String line :
        List.of(
            "",
            "stats",
            "stats allocated=1 gc=2",
            "stats allocated=1 gc=2 gc_ms=x",
            "stats allocated=-1 gc=2 gc_ms=3",
            "statistics allocated=1 gc=2 gc_ms=3",
            "stats allocated=99999999999999999999 gc=2 gc_ms=3")) {
      assertEquals(Optional.empty(), MemoryCounts.parse(line), line);
    }
    assertEquals(new MemoryCounts(2, 1, 0), counts.minus(new MemoryCounts(10, 2, 4)));
  }
}
