package io.github.hjelm.export.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.network.WeightLayout.Initial;
import io.github.hjelm.export.network.WeightLayout.Shard;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightLayoutTest {

  private static WeightLayout layout() {
    return new WeightLayout()
        .weight("first", Initial.RELU, 10, 16)
        .weight("large", Initial.RELU, 16, 16)
        .bias("bias", 5)
        .weight("last", Initial.ZERO, 16, 4);
  }

  @Test
  void cutsTheVectorBetweenPieces() {
    assertEquals(List.of(new Shard(0, 496)), layout().shards(1));
    assertEquals(List.of(new Shard(0, 160), new Shard(160, 336)), layout().shards(2));
  }

  @Test
  void sharesAllPiecesOutWithoutGapOrOverlap() {
    WeightLayout layout = layout();
    for (int count = 1; count <= 8; count++) {
      List<Shard> shards = layout.shards(count);
      assertTrue(shards.size() <= count, () -> "too many: " + shards);
      int end = 0;
      for (Shard shard : shards) {
        assertEquals(end, shard.offset());
        assertTrue(shard.size() > 0, () -> "an empty one: " + shards);
        end += shard.size();
      }
      assertEquals(layout.size(), end);
      for (WeightLayout.Piece piece : layout.pieces()) {
        assertEquals(1, shards.stream().filter(shard -> shard.holds(piece)).count(), piece.name());
      }
    }
  }
}
