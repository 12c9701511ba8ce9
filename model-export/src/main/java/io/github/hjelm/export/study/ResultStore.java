package io.github.hjelm.export.study;

import io.github.hjelm.export.data.DemonstrationMaker;
import io.github.hjelm.export.network.NetworkCatalog;
import io.github.hjelm.export.policy.Diffusion;
import io.github.hjelm.export.policy.MethodCatalog;
import io.github.hjelm.export.policy.PolicyRefusal;
import io.github.hjelm.export.policy.PolicySource;
import io.github.hjelm.export.task.Attempts;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.train.TrainRefusal;
import io.github.hjelm.export.train.Trainer;
import java.nio.file.Path;
import java.util.Optional;

/** Results in a folder, each under the fingerprint of what went into it. */
public final class ResultStore {

  private final StudyFolder folder;

  /** It is made when something is put there. */
  public ResultStore(Path folder) {
    this.folder = new StudyFolder(folder);
  }

  /**
   * A result that is kept.
   *
   * @param seconds that it took to train and measure
   */
  public record Stored(MethodResult result, double seconds) {}

  /** A short name for all that goes into a result: task, settings, method, and their code. */
  public static String key(Task task, StudySettings settings, String method) throws PolicyRefusal {
    Fingerprint print =
        new Fingerprint()
            .add(task.name())
            .add(task.chunk())
            .add(task.maxPeriods())
            .add(settings)
            .add(method)
            .addCode(task.getClass(), DemonstrationMaker.class, Attempts.class)
            .addCode(Study.class, NetworkCatalog.class, Trainer.class, PolicySource.class);
    if (method.equals(Study.TEACHER)) {
      return print.addCode(Diffusion.class).name();
    }
    MethodCatalog.Entry entry = MethodCatalog.entry(method);
    print.addCode(entry.type());
    return (entry.needsTeacher() ? print.addCode(Diffusion.class) : print).name();
  }

  /** What was put there under a name, if anything was. */
  public Optional<Stored> read(String name) throws TrainRefusal {
    Optional<String> text = folder.read(name + ".json");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String where = folder.file(name + ".json").toString();
    return Optional.of(
        new Stored(
            MethodResultFile.read(text.get(), where), MethodResultFile.seconds(text.get(), where)));
  }

  /** Keeps a result: all of it, or what was there before. */
  public void write(String name, Stored stored) throws TrainRefusal {
    folder.write(name + ".json", MethodResultFile.text(stored.result(), stored.seconds()));
  }
}
