package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.controller.reach.ValueTable;
import io.github.hjelm.controller.safety.Certificate;
import io.github.hjelm.controller.safety.TableActions;
import io.github.hjelm.controller.safety.TableValue;
import io.github.hjelm.export.hjb.AvoidGame;

/** V_c with the action kept for each node and the figures by which to judge it. */
public final class SampledDataCertificate {

  /**
   * How it came about.
   *
   * @param sweeps over all nodes
   * @param repairedCells how often the corners of a cell were lowered
   * @param residual the largest change that one more sweep makes
   * @param safeShare the share of nodes with a value of at least the level
   * @param seconds pure solving time
   */
  public record Figures(
      long sweeps, long repairedCells, double residual, double safeShare, double seconds) {}

  private final ValueTable value;
  private final float[] actions;
  private final AvoidGame game;
  private final CertificateSettings settings;
  private final Figures figures;

  SampledDataCertificate(
      ValueTable value,
      float[] actions,
      AvoidGame game,
      CertificateSettings settings,
      Figures figures) {
    this.value = value;
    this.actions = actions;
    this.game = game;
    this.settings = settings;
    this.figures = figures;
  }

  /** V_c, multilinear between nodes. */
  public ValueTable value() {
    return value;
  }

  /** One number per control for every node. */
  float[] actions() {
    return actions;
  }

  public AvoidGame game() {
    return game;
  }

  public CertificateSettings settings() {
    return settings;
  }

  public Figures figures() {
    return figures;
  }

  /** What the run-time filter takes; one per thread. */
  public Certificate forFilter() {
    return new Certificate(
        game.beyond() == AvoidGame.Beyond.FREE
            ? new TableValue(value, game.clearance(), settings.cap())
            : new TableValue(value),
        game.clearance(),
        new TableActions(game.grid(), game.robot().controls(), actions));
  }
}
