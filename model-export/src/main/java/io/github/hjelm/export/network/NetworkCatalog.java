package io.github.hjelm.export.network;

import io.github.hjelm.sensors.yaml.Spelling;
import java.util.List;
import java.util.Map;

/** Networks by name. A new one is one class and one entry here. */
public final class NetworkCatalog {

  /** The settings that it understands. */
  public static final List<String> SETTINGS = List.of("network", "width", "depth");

  /** Beyond it a typing error is likelier than a computer that can train it. */
  private static final int MOST_WIDTH = 4096;

  private static final int HEADS = 4;

  private final List<NetworkKind> kinds;

  public NetworkCatalog(List<NetworkKind> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  /** The networks in the box; the first is the default. */
  public static NetworkCatalog standard() {
    return new NetworkCatalog(
        List.of(
            new NetworkKind(
                "mlp",
                "fully connected layers with shortcuts; the fastest, and right for short chunks",
                256,
                3,
                32,
                1,
                4e-3,
                ResidualMlp::new),
            new NetworkKind(
                "unet",
                "convolutions along the chunk, width on the first of depth levels; for long chunks",
                32,
                2,
                8,
                1,
                1e-3,
                UNet1d::new),
            new NetworkKind(
                "transformer",
                "attention among the steps of the chunk, four heads; for long chunks",
                64,
                2,
                32,
                HEADS,
                1e-3,
                (shape, width, depth) -> new ChunkTransformer(shape, width, depth, HEADS))));
  }

  /** All kinds, in the order of help and documentation. */
  public List<NetworkKind> kinds() {
    return kinds;
  }

  public List<String> names() {
    return kinds.stream().map(NetworkKind::name).toList();
  }

  /** The kind of that name. */
  public NetworkKind kind(String name) throws NetworkRefusal {
    for (NetworkKind kind : kinds) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    throw new NetworkRefusal(
        "there is no network '%s', %s".formatted(name, Spelling.advice(name, names())));
  }

  /**
   * The network that settings choose, with defaults for those that are not there.
   *
   * @param settings as written; others than {@link #SETTINGS} are refused
   */
  public NetworkChoice choice(Map<String, String> settings) throws NetworkRefusal {
    for (String key : settings.keySet()) {
      if (!SETTINGS.contains(key)) {
        throw new NetworkRefusal(
            "a network has no setting '%s', %s".formatted(key, Spelling.advice(key, SETTINGS)));
      }
    }
    NetworkKind kind = kind(settings.getOrDefault("network", kinds.get(0).name()));
    int width = whole(settings, "width", kind.width());
    int depth = whole(settings, "depth", kind.depth());
    NetworkChoice choice = new NetworkChoice(kind.name(), width, depth);
    require(kind, choice);
    return choice;
  }

  /** A network that was chosen. */
  public Network network(NetworkChoice choice, NetworkShape shape) throws NetworkRefusal {
    NetworkKind kind = kind(choice.name());
    require(kind, choice);
    return kind.factory().network(shape, choice.width(), choice.depth());
  }

  private static int whole(Map<String, String> settings, String key, int otherwise)
      throws NetworkRefusal {
    String text = settings.get(key);
    if (text == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new NetworkRefusal(
          "a network's %s is a whole number, not '%s': write for example %s=%d"
              .formatted(key, text, key, otherwise));
    }
  }

  private static void require(NetworkKind kind, NetworkChoice choice) throws NetworkRefusal {
    int width = choice.width();
    if (width < 1 || width > MOST_WIDTH || width % kind.widthStep() != 0) {
      String step = kind.widthStep() == 1 ? "" : " in steps of " + kind.widthStep();
      throw new NetworkRefusal(
          "the network %s cannot have width=%d: choose from %d to %d%s"
              .formatted(kind.name(), width, kind.widthStep(), MOST_WIDTH, step));
    }
    if (choice.depth() < 1 || choice.depth() > kind.mostDepth()) {
      throw new NetworkRefusal(
          "the network %s cannot have depth=%d: choose from 1 to %d"
              .formatted(kind.name(), choice.depth(), kind.mostDepth()));
    }
  }
}
