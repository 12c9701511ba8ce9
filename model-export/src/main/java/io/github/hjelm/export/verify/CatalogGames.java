package io.github.hjelm.export.verify;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.safety.CertifiedGame;
import io.github.hjelm.controller.safety.CertifiedGames;
import io.github.hjelm.export.hjb.AvoidGame;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.hjb.certificate.ScaledDisturbance;
import io.github.hjelm.sensors.robot.Robot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Poses again, from the problems of a catalogue, what certificates were solved for. */
public final class CatalogGames implements CertifiedGames {

  private final ProblemCatalog catalog;

  public CatalogGames(ProblemCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public CertifiedGame pose(
      String problem, Map<String, Object> parameters, Grid grid, double disturbance)
      throws TableRefusal {
    AvoidGame game;
    try {
      game =
          catalog
              .problem(problem)
              .avoidGame(request(parameters, grid.axes()))
              .orElseThrow(() -> new TableRefusal("the problem " + problem + " avoids nothing"));
    } catch (SolveRefusal e) {
      throw new TableRefusal(String.valueOf(e.getMessage()), e);
    }
    if (!game.grid().equals(grid)) {
      throw new TableRefusal(
          "the problem " + problem + " cannot be posed on the certificate's grid");
    }
    Robot robot =
        disturbance == 1 ? game.robot() : new ScaledDisturbance(game.robot(), disturbance);
    return new CertifiedGame(robot, game.clearance(), game.assumed());
  }

  private static SolveRequest request(Map<String, Object> parameters, List<GridAxis> axes) {
    Map<String, String> settings = new LinkedHashMap<>();
    parameters.forEach((name, value) -> settings.put(name, value.toString()));
    return new SolveRequest(
        settings,
        Optional.of(axes.stream().map(GridAxis::count).toList()),
        Optional.of(axes.stream().map(GridAxis::lower).toList()),
        Optional.of(axes.stream().map(GridAxis::upper).toList()),
        OptionalDouble.empty(),
        Optional.empty(),
        false);
  }
}
