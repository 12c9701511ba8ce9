package io.github.hjelm.export.study;

import io.github.hjelm.export.GeneratedTable;
import io.github.hjelm.export.hjb.Problem.TextSetting;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.network.ResidualMlp;
import io.github.hjelm.export.policy.Diffusion;
import io.github.hjelm.export.policy.Edm;
import io.github.hjelm.export.policy.Method;
import io.github.hjelm.export.policy.MethodCatalog;
import io.github.hjelm.export.policy.Teacher;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.export.task.TaskKind;
import io.github.hjelm.export.task.TaskRefusal;
import io.github.hjelm.sensors.robot.Parameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the tables of tasks and methods in the README as the catalogues are. */
class TrainReadmeTest {

  @Test
  void listsEveryTask() throws IOException, TaskRefusal {
    StringBuilder text = new StringBuilder();
    text.append("| task | it is | sees | answers | certified by | `--set`, with defaults |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (TaskKind kind : TaskCatalog.standard().kinds()) {
      Task task = TaskCatalog.standard().task(kind.name().replace("-N", "-8"), Map.of());
      text.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %s | %d numbers | %d × %d controls of %s s, %d executed | `%s` | %s |%n",
              kind.name(),
              kind.summary(),
              task.observation().size(),
              task.chunk().horizon(),
              task.robot().controls().size(),
              number(task.chunk().periodS()),
              task.chunk().executed(),
              task.certificate().problem(),
              String.join(", ", settings(kind))));
    }
    GeneratedTable.assertCurrent("tasks", "TrainReadmeTest", text.toString());
  }

  @Test
  void listsEveryMethod() throws IOException {
    ResidualMlp network = new ResidualMlp(new NetworkShape(1, 1, 1, true, 1, 1), 1, 1);
    Diffusion diffusion = new Diffusion(Edm.of(1));
    Teacher teacher = new Teacher(diffusion, network, new float[network.layout().size()]);
    StringBuilder text = new StringBuilder();
    text.append("| method | it is | evaluations | learns from |\n|---|---|---|---|\n");
    text.append(row(diffusion, "demonstrations"));
    for (MethodCatalog.Entry entry : MethodCatalog.entries()) {
      String source =
          switch (entry.source()) {
            case DEMONSTRATIONS -> "demonstrations";
            case TEACHER -> "demonstrations, and the teacher";
            case PAIRS -> "what the teacher makes of noise";
          };
      boolean baseline = MethodCatalog.BASELINES.contains(entry.name());
      text.append(
          row(entry.method(Optional.of(teacher)), source + (baseline ? "; a baseline" : "")));
    }
    GeneratedTable.assertCurrent("methods", "TrainReadmeTest", text.toString());
  }

  private static String row(Method method, String source) {
    String steps = method.steps().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |%n".formatted(method.name(), method.summary(), steps, source);
  }

  private static List<String> settings(TaskKind kind) {
    List<String> settings = new ArrayList<>();
    for (Parameter parameter : kind.parameters()) {
      String unit = parameter.unit().equals("1") ? "" : " " + parameter.unit();
      settings.add("`%s=%s`%s".formatted(parameter.name(), number(parameter.value()), unit));
    }
    for (TextSetting setting : kind.textSettings()) {
      settings.add("`%s=%s`".formatted(setting.name(), setting.standard()));
    }
    return settings;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
