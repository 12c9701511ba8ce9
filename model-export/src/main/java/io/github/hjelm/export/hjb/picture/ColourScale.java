package io.github.hjelm.export.hjb.picture;

/**
 * Numbers to colours: red below zero and blue above where both occur, dark to light otherwise. A
 * number that is not finite is grey.
 */
final class ColourScale {

  /** Grey, which neither scale contains. */
  static final int NOT_FINITE = 0x9a9a9a;

  private static final int[] DIVERGING = {
    0x67001f, 0xb2182b, 0xd6604d, 0xf4a582, 0xfddbc7, 0xf7f7f7, 0xd1e5f0, 0x92c5de, 0x4393c3,
    0x2166ac, 0x053061
  };
  private static final int[] SEQUENTIAL = {
    0x440154, 0x482878, 0x3e4a89, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b,
    0xfde725
  };

  private final double lower;
  private final double upper;
  private final int[] colours;

  /** A scale for values between these; both finite. */
  ColourScale(double smallest, double largest) {
    boolean bothSigns = smallest < 0 && largest > 0;
    colours = bothSigns ? DIVERGING : SEQUENTIAL;
    double reach = Math.max(-smallest, largest);
    // A constant table still gets a scale of some width.
    double width = largest > smallest ? 0 : Math.max(1, Math.abs(largest)) / 2;
    lower = bothSigns ? -reach : smallest - width;
    upper = bothSigns ? reach : largest + width;
  }

  double lower() {
    return lower;
  }

  double upper() {
    return upper;
  }

  /** The colour as 0xRRGGBB; beyond the ends it is that of the end. */
  int colour(double value) {
    if (!Double.isFinite(value)) {
      return NOT_FINITE;
    }
    double share = Math.max(0, Math.min(1, (value - lower) / (upper - lower)));
    double place = share * (colours.length - 1);
    int below = Math.min((int) place, colours.length - 2);
    double weight = place - below;
    return mix(colours[below], colours[below + 1], weight);
  }

  private static int mix(int from, int to, double weight) {
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double channel = (from >> shift & 0xff) * (1 - weight) + (to >> shift & 0xff) * weight;
      mixed |= (int) Math.round(channel) << shift;
    }
    return mixed;
  }
}
