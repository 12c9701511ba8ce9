package io.github.hjelm.export.task;

/** In which interval a chance lies, by Wilson's score (1927). */
public record WilsonInterval(double lower, double upper) {

  /** The two-sided quantile of the normal distribution for 95 %. */
  private static final double Z = 1.959963984540054;

  /** What k successes in n trials say with a confidence of 95 %. */
  public static WilsonInterval of(int successes, int trials) {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          successes + " successes in " + trials + " trials are not a count of anything");
    }
    // (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)
    double share = (double) successes / trials;
    double squares = Z * Z / trials;
    double middle = share + 0.5 * squares;
    double spread = Z * Math.sqrt(share * (1 - share) / trials + 0.25 * squares / trials);
    return new WilsonInterval(
        Math.max(0, (middle - spread) / (1 + squares)),
        Math.min(1, (middle + spread) / (1 + squares)));
  }
}
