package io.github.hjelm.export.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkCatalogTest {

  private static final NetworkCatalog CATALOG = NetworkCatalog.standard();
  private static final NetworkShape SHAPE = new NetworkShape(3, 4, 2, true, 1, 1);

  private static Network network(Map<String, String> settings) throws NetworkRefusal {
    return CATALOG.network(CATALOG.choice(settings), SHAPE);
  }

  private static void assertRefused(String sentence, Map<String, String> settings) {
    NetworkRefusal refusal = assertThrows(NetworkRefusal.class, () -> network(settings));
    assertEquals(sentence, refusal.sentence());
  }

  @Test
  void makesWhatIsAskedFor() throws NetworkRefusal {
    assertEquals(List.of("mlp", "unet", "transformer"), CATALOG.names());
    assertEquals(new NetworkChoice("mlp", 256, 3), CATALOG.choice(Map.of()));
    assertInstanceOf(ResidualMlp.class, network(Map.of("width", "8")));
    assertEquals(
        "1-D U-Net, 8 channels, 3 of 3 levels",
        network(Map.of("network", "unet", "width", "8", "depth", "3")).description());
    assertEquals(
        "transformer 1×12, 4 heads",
        network(Map.of("network", "transformer", "width", "12", "depth", "1")).description());
  }

  @Test
  void refusesWhatCannotBe() {
    assertRefused("there is no network 'unett', did you mean 'unet'?", Map.of("network", "unett"));
    assertRefused(
        "there is no network 'rnn', known are mlp, unet, transformer", Map.of("network", "rnn"));
    assertRefused("a network has no setting 'wdth', did you mean 'width'?", Map.of("wdth", "3"));
    assertRefused(
        "a network's width is a whole number, not '3.5': write for example width=256",
        Map.of("width", "3.5"));
    assertRefused(
        "the network mlp cannot have width=0: choose from 1 to 4096", Map.of("width", "0"));
    assertRefused(
        "the network transformer cannot have width=30: choose from 4 to 4096 in steps of 4",
        Map.of("network", "transformer", "width", "30"));
    assertRefused(
        "the network unet cannot have depth=9: choose from 1 to 8",
        Map.of("network", "unet", "depth", "9"));
  }
}
