package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.safety.BoxVertices;
import io.github.hjelm.controller.safety.Certificate;
import io.github.hjelm.controller.safety.LookAhead;
import io.github.hjelm.export.RandomStreams;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws points all over the grid and asks, as the filter will, whether whoever is at the level can
 * stay there for one more hold (theory 03.6). The points between the checked ones are what is found
 * out about here.
 *
 * @param points how many were drawn that promise the level
 * @param open how many of them do not keep it
 * @param deepest how far below the level the worst of them leads; 0 where none does
 */
public record LevelAudit(long points, long open, double deepest) {

  private static final int DRAWS = 200_000;
  private static final int SLABS = 64;
  private static final long SEED = 1;

  static LevelAudit of(SampledDataCertificate certificate, GridSweep.Pool pool)
      throws InterruptedException {
    long[] points = new long[SLABS];
    long[] open = new long[SLABS];
    double deepest =
        pool.sweep(SLABS)
            .largest(
                () -> {
                  Draw draw = new Draw(certificate);
                  return (from, to) -> {
                    double worst = 0;
                    for (int slab = from; slab < to; slab++) {
                      SplittableRandom random = RandomStreams.of(SEED, slab);
                      for (int i = 0; i < DRAWS / SLABS; i++) {
                        double depth = draw.depth(random);
                        points[slab] += depth > Double.NEGATIVE_INFINITY ? 1 : 0;
                        open[slab] += depth > 0 ? 1 : 0;
                        worst = Math.max(worst, depth);
                      }
                    }
                    return worst;
                  };
                });
    return new LevelAudit(Arrays.stream(points).sum(), Arrays.stream(open).sum(), deepest);
  }

  private static final class Draw {
    private final Grid grid;
    private final Certificate certificate;
    private final LookAhead lookAhead;
    private final BoxVertices controls;
    private final double level;
    private final double[] x;
    private final double[] u;

    Draw(SampledDataCertificate of) {
      grid = of.game().grid();
      certificate = of.forFilter();
      lookAhead = new LookAhead(of.game().robot(), certificate, of.settings().holdS());
      controls = BoxVertices.of(of.game().robot().controls());
      level = of.settings().level();
      x = new double[grid.dimensions()];
      u = new double[of.game().robot().controls().size()];
    }

    /** How far below the level a drawn point leads; negative infinity where it promises nothing. */
    double depth(SplittableRandom random) {
      for (int i = 0; i < x.length; i++) {
        GridAxis axis = grid.axis(i);
        x[i] = axis.lower() + random.nextDouble() * (axis.upper() - axis.lower());
      }
      if (!(certificate.value().value(x) >= level)) {
        return Double.NEGATIVE_INFINITY;
      }
      double best = Double.NEGATIVE_INFINITY;
      if (certificate.backup().action(x, u)) {
        best = lookAhead.slack(x, u, level, level, best);
      }
      for (int k = 0; k < controls.count() && best < 0; k++) {
        controls.copy(k, u);
        best = Math.max(best, lookAhead.slack(x, u, level, level, best));
      }
      // Off the grid nothing is left: as deep as a number can be.
      return best >= 0 ? 0 : Math.min(-best, Double.MAX_VALUE);
    }
  }
}
