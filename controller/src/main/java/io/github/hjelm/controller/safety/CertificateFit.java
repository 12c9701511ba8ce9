package io.github.hjelm.controller.safety;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.ArrayList;
import java.util.List;

/** Refuses, in one sentence, a certificate that does not speak of the robot that is to be flown. */
public final class CertificateFit {

  /** Of bounds that went through text, relative to their size. */
  private static final double ROUNDING = 1e-9;

  private final String where;
  private final CertificateTerms terms;
  private final Grid grid;
  private final CertifiedGame game;
  private final Robot flown;

  private CertificateFit(
      String where, CertificateTerms terms, Grid grid, CertifiedGame game, Robot flown) {
    this.where = where;
    this.terms = terms;
    this.grid = grid;
    this.game = game;
    this.flown = flown;
  }

  /**
   * Checks table against problem, and problem against robot.
   *
   * @param game as the folder's problem poses it
   * @param flown the robot in use, with the parameters in use
   * @return how the certificate sees the robot
   */
  public static CertifiedView require(CertificateFolder folder, CertifiedGame game, Robot flown)
      throws TableRefusal {
    return require(folder.folder().toString(), folder.terms(), folder.grid(), game, flown);
  }

  /**
   * The same of a certificate that need not be solved yet.
   *
   * @param where it is, for the sentence
   */
  public static CertifiedView require(
      String where, CertificateTerms terms, Grid grid, CertifiedGame game, Robot flown)
      throws TableRefusal {
    return new CertificateFit(where, terms, grid, game, flown).require();
  }

  /** Checks what is promised against how the loop runs. */
  public static void requireTiming(CertificateTerms terms, LoopTiming timing) throws TableRefusal {
    double maxAgeS = timing.maxAgeS(terms.delayS());
    double periodS = timing.periodS();
    // Written so that NaN is refused.
    if (!(periodS <= terms.holdS() * (1 + ROUNDING))) {
      throw new LoopRefusal(
          LoopRefusal.Subject.PERIOD,
          "the certificate holds for controls that are held for %s s at most, the loop holds them for %s s: run the loop faster"
              .formatted(terms.holdS(), periodS));
    }
    if (!(maxAgeS <= terms.delayS() * (1 + ROUNDING))) {
      throw new LoopRefusal(
          LoopRefusal.Subject.AGE,
          "the certificate holds for states that are %s s old at most, the loop acts on such of %s s: let it act on fresher ones, or certify with that delay"
              .formatted(terms.delayS(), maxAgeS));
    }
  }

  private CertifiedView require() throws TableRefusal {
    requireGame();
    CertifiedView view;
    OtherStates others;
    try {
      view = CertifiedView.of(flown, game.robot(), terms.disturbance());
      others = OtherStates.of(flown, view, game.assumed());
    } catch (IllegalArgumentException e) {
      throw new TableRefusal(where + ": " + e.getMessage(), e);
    }
    requireAxes();
    requireControls(view);
    String fault = new SameMotion(flown, view, grid, others).fault();
    if (fault != null) {
      throw refusal(fault + ": it was solved for another robot or other parameters");
    }
    return view.watching(others.only(countedOn(view, others)));
  }

  /** Those of the other states that would disturb the certified ones if they left their bounds. */
  private List<Integer> countedOn(CertifiedView view, OtherStates others) {
    List<Integer> counted = new ArrayList<>();
    for (int k = 0; k < others.count(); k++) {
      if (new SameMotion(flown, view, grid, others.widened(k)).fault() != null) {
        counted.add(k);
      }
    }
    return counted;
  }

  /** The game that was posed again has to be the one that was certified. */
  private void requireGame() throws TableRefusal {
    Robot robot = game.robot();
    if (!robot.name().equals(terms.robot())) {
      throw refusal(
          "it was solved for the robot '%s', its problem is about '%s': export it again"
              .formatted(terms.robot(), robot.name()));
    }
    requireSame("control", terms.controls(), robot.controls());
    requireSame("disturbance", terms.disturbances(), robot.disturbances());
    int states = robot.states().size();
    if (grid.dimensions() != states) {
      throw refusal(
          "its table has %d axes, its robot %d states: export it again"
              .formatted(grid.dimensions(), states));
    }
    if (terms.errors().size() != 1 && terms.errors().size() != states) {
      throw refusal(
          "it names the errors of %d states, its robot has %d: export it again"
              .formatted(terms.errors().size(), states));
    }
  }

  private void requireSame(String what, List<Quantity> written, List<Quantity> posed)
      throws TableRefusal {
    if (written.size() != posed.size()) {
      throw refusal(
          "it has %d %ss, its problem has %d: export it again"
              .formatted(written.size(), what, posed.size()));
    }
    for (int j = 0; j < written.size(); j++) {
      Quantity a = written.get(j);
      Quantity b = posed.get(j);
      if (!a.name().equals(b.name())
          || !near(a.lower(), b.lower())
          || !near(a.upper(), b.upper())) {
        throw refusal(
            "its %s %s is in [%s, %s] and that of its problem, %s, in [%s, %s]: export it again"
                .formatted(what, a.name(), a.lower(), a.upper(), b.name(), b.lower(), b.upper()));
      }
    }
  }

  private void requireAxes() throws TableRefusal {
    for (int i = 0; i < grid.dimensions(); i++) {
      GridAxis axis = grid.axis(i);
      Quantity state = game.robot().states().get(i);
      boolean fits =
          !axis.periodic()
              || (state.periodic()
                  && near(axis.upper() - axis.lower(), state.upper() - state.lower()));
      if (!axis.name().equals(state.name()) || !axis.unit().equals(state.unit()) || !fits) {
        throw refusal(
            "axis %d of its table is %s in %s, state %d of its robot is %s in %s: export it again"
                .formatted(i, axis.name(), axis.unit(), i, state.name(), state.unit()));
      }
    }
  }

  /** What the certificate counts on, the motors have to deliver. */
  private void requireControls(CertifiedView view) throws TableRefusal {
    for (int j = 0; j < terms.controls().size(); j++) {
      Quantity counted = terms.controls().get(j);
      Quantity motor = flown.controls().get(view.movedPlace(j));
      double room = ROUNDING * (1 + Math.abs(counted.upper()) + Math.abs(counted.lower()));
      if (!(motor.lower() <= counted.lower() + room && motor.upper() >= counted.upper() - room)) {
        throw refusal(
            "it counts on %s in [%s, %s] %s, the robot %s delivers [%s, %s]: certify with these bounds"
                .formatted(
                    counted.name(),
                    counted.lower(),
                    counted.upper(),
                    counted.unit(),
                    flown.name(),
                    motor.lower(),
                    motor.upper()));
      }
    }
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) <= ROUNDING * (1 + Math.abs(a) + Math.abs(b));
  }

  private TableRefusal refusal(String why) {
    return new TableRefusal("the certificate in %s does not fit: %s".formatted(where, why));
  }
}
