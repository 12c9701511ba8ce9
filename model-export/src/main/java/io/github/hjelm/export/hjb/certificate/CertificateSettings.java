package io.github.hjelm.export.hjb.certificate;

/**
 * What a certificate is computed for.
 *
 * @param holdS the hold it is valid for
 * @param chain how many holds in a row an action is kept while the value is solved: the longer the
 *     step, the less interpolation blurs it; that single holds keep the level is checked afterwards
 * @param cap clearances above it count as it: far from every wall the set is the same, and the
 *     iteration ends after tens of sweeps instead of many thousands (theory 03.3)
 * @param level μ: {V_c ≥ μ} is what is made invariant, so it has to be the filter's margin
 * @param inflation by how much the disturbance box is widened, at least 1: what is left over pays
 *     for interpolation between nodes
 * @param cellChecks into how many parts each side of a cell is cut when the cells are checked and
 *     repaired; 1 checks nodes alone
 * @param tolerance the largest change between sweeps, and the largest loss between nodes, that is
 *     taken for none
 * @param maxSweeps when to give up
 * @param threads how many parts of the grid are swept at a time
 */
public record CertificateSettings(
    double holdS,
    int chain,
    double cap,
    double level,
    double inflation,
    int cellChecks,
    double tolerance,
    int maxSweeps,
    int threads) {

  public CertificateSettings {
    // Written so that NaN is refused.
    if (!(holdS > 0 && holdS < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the hold must be positive, but is " + holdS + " s");
    }
    if (!(cap > 0 && cap < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the cap must be positive, but is " + cap);
    }
    if (!(level >= 0 && level < cap)) {
      throw new IllegalArgumentException(
          "the level must lie between 0 and the cap of %s, but is %s; raise the cap, or shorten hold and delay"
              .formatted(cap, level));
    }
    if (!(inflation >= 1 && inflation < 100)) {
      throw new IllegalArgumentException(
          "the disturbance can be widened by a factor of 1 to 100, not " + inflation);
    }
    if (!(tolerance > 0) || cellChecks < 1 || chain < 1 || maxSweeps < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "tolerance, cell checks, chain, sweeps and threads must be positive");
    }
  }

  /** The usual: a disturbance wider by five per cent, cells checked at their middles. */
  public static CertificateSettings of(double holdS, double cap) {
    return new CertificateSettings(holdS, 1, cap, 0, 1.05, 2, 1e-6, 20_000, 2);
  }

  /** The same for another level. */
  public CertificateSettings withLevel(double other) {
    return new CertificateSettings(
        holdS, chain, cap, other, inflation, cellChecks, tolerance, maxSweeps, threads);
  }

  /** The same with cells checked at more or fewer points. */
  CertificateSettings withCellChecks(int parts) {
    return new CertificateSettings(
        holdS, chain, cap, level, inflation, parts, tolerance, maxSweeps, threads);
  }
}
