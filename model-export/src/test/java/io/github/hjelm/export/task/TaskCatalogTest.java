package io.github.hjelm.export.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TaskCatalogTest {

  private static final TaskCatalog CATALOG = TaskCatalog.standard();

  private static void assertRefuses(String sentence, Executable making) {
    assertEquals(sentence, assertThrows(TaskRefusal.class, making).sentence());
  }

  @Test
  void everyTaskHoldsTogether() throws Exception {
    for (TaskKind kind : CATALOG.kinds()) {
      assertTrue(kind.summary().length() > 10, kind.name());
      String called = kind.name().endsWith("-N") ? kind.name().replace("-N", "-4") : kind.name();
      Task task = CATALOG.task(called, Map.of());
      assertEquals(called, task.name());
      TaskAsserts.assertHoldsTogether(task);
    }
  }

  @Test
  void refusesInOneSentenceThatSaysWhatThereIs() {
    assertRefuses(
        "there is no task 'multi-gaol', did you mean 'multi-goal'?",
        () -> CATALOG.task("multi-gaol", Map.of()));
    assertRefuses(
        "task multi-goal has no setting 'sped', did you mean 'speed'?",
        () -> CATALOG.task("multi-goal", Map.of("sped", "1")));
    assertRefuses(
        "task multi-goal: 'speed' must be a number in [0.3, 2.0] m/s, but is 'fast'",
        () -> CATALOG.task("multi-goal", Map.of("speed", "fast")));
    assertRefuses(
        "task multi-goal: 'speed' must be a number in [0.3, 2.0] m/s, but is 'NaN'",
        () -> CATALOG.task("multi-goal", Map.of("speed", "NaN")));
  }

  @Test
  void takesSettings() throws TaskRefusal {
    Task task = CATALOG.task("multi-goal", Map.of("speed", "0.4"));
    assertEquals(0.4, task.robot().controls().get(0).upper());
    Map<String, Object> settings =
        CATALOG.kind("multi-goal").settings(Map.of("speed", "0.4")).asMap();
    assertEquals(0.4, settings.get("speed"));
    assertEquals(1.5, settings.get("wall"));
  }
}
