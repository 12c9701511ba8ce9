package io.github.hjelm.bench.hjb;

import io.github.hjelm.bench.hjb.SolvedSection.Together;
import java.util.List;

/** All sections, in the order of a report. */
final class Sections {

  private Sections() {}

  /**
   * The list.
   *
   * @param quick small sizes, to try the benchmark itself
   */
  static List<Section> all(boolean quick) {
    return List.of(
        // First, because the just-in-time compiler has then seen no other robot.
        new FilterSection(),
        section(
            "dubins-avoid",
            60,
            quick ? TubeCases.dubins(21, 21, 20) : TubeCases.dubins(81, 81, 80)),
        new SolvedSection(
            "air3d",
            260,
            quick
                ? List.of(TubeCases.air3d(0.012, 21, 16, 20))
                : List.of(TubeCases.air3d(0.012, 51, 40, 50), TubeCases.air3d(0.004, 101, 80, 100)),
            Together.nothing()),
        section("double-integrator-avoid", 5, TubeCases.doubleIntegrator(quick ? 51 : 201)),
        new ArrivalSection(),
        section("lqr", 5, ControlCases.regulator()),
        section("merton", 5, ControlCases.merton()),
        new SolvedSection(ExitCases.SECTION, 10, ExitCases.all(), ExitCases::together),
        section("planar-quadrotor-avoid", 150, TubeCases.quadrotor(quick ? 7 : 15)),
        new OrderSection(),
        new LatencySection());
  }

  private static Section section(String name, double guessedSeconds, HjbCase only) {
    return new SolvedSection(name, guessedSeconds, List.of(only), Together.nothing());
  }
}
