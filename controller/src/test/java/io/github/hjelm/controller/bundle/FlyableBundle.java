package io.github.hjelm.controller.bundle;

import java.nio.file.Path;

/** Uncertified bundles for a double integrator, as folders and as zips. */
public final class FlyableBundle {

  /** From one action to the next. */
  public static final double PERIOD_S = 0.05;

  /** An action scale under which a policy's wishes lie within the control box. */
  public static final double GENTLE = 0.01;

  /** One under which hardly any of them does. */
  public static final double WILD = 1000;

  private FlyableBundle() {}

  /**
   * Writes a zip, in one go as an installer would.
   *
   * @param version tells two apart
   * @param actionScale of the normaliser
   */
  public static Path zip(Path folder, String version, double actionScale) throws Exception {
    return zip(folder, version, actionScale, PERIOD_S);
  }

  /** The same with another control period. */
  public static Path zip(Path folder, String version, double actionScale, double periodS)
      throws Exception {
    return draft(version, actionScale, periodS).zip(folder);
  }

  /** The same as {@link #zip(Path, String, double)}, with a policy that can be guided. */
  public static Path guidedZip(Path folder, String version, double actionScale) throws Exception {
    DraftedBundle draft = draft(version, actionScale, PERIOD_S);
    draft.guided = true;
    return draft.zip(folder);
  }

  /** Writes a folder. */
  public static Path write(Path folder, String version, double actionScale, double periodS)
      throws Exception {
    return draft(version, actionScale, periodS).write(folder);
  }

  private static DraftedBundle draft(String version, double actionScale, double periodS) {
    DraftedBundle draft = new DraftedBundle();
    draft.version = version;
    draft.actionScale = actionScale;
    draft.periodS = periodS;
    return draft;
  }
}
