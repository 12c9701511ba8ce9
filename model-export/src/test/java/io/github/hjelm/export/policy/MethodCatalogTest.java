package io.github.hjelm.export.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.network.ResidualMlp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class MethodCatalogTest {

  private static final GaussianMixture LINE = GaussianMixture.line(0.5, -0.6, 0.6, 0.1);
  private static final Edm EDM = Edm.of(0.5);
  private static final Teacher TEACHER =
      new Teacher(new Diffusion(EDM), Known.denoiser(EDM, LINE), new float[0]);

  @Test
  void callsEveryMethodByItsOwnName() throws PolicyRefusal {
    Set<String> seen = new HashSet<>();
    for (String name : MethodCatalog.names()) {
      Method method = MethodCatalog.entry(name).method(Optional.of(TEACHER));
      assertEquals(name, method.name());
      assertTrue(seen.add(name), name);
      assertFalse(method.summary().isBlank(), name);
    }
    assertEquals(8, seen.size());
  }

  @Test
  void saysWhoNeedsATeacher() throws PolicyRefusal {
    assertFalse(MethodCatalog.entry("flow").needsTeacher());
    assertEquals(MethodCatalog.Source.PAIRS, MethodCatalog.entry("one-step").source());
    assertEquals(MethodCatalog.Source.TEACHER, MethodCatalog.entry("consistency").source());
    MethodCatalog.Entry consistency = MethodCatalog.entry("consistency");
    assertThrows(IllegalArgumentException.class, () -> consistency.method(Optional.empty()));
  }

  @Test
  void refusesAnUnknownNameWithAdvice() {
    PolicyRefusal refusal =
        assertThrows(PolicyRefusal.class, () -> MethodCatalog.entry("consistancy"));
    assertEquals(
        "there is no method 'consistancy', did you mean 'consistency'?", refusal.sentence());
  }

  @Test
  void drawsManyChunksForOneObservationWithoutChance() throws PolicyRefusal {
    int d = 3;
    float[] noise = MethodRuns.normals(5 * d, 1);
    for (MethodCatalog.Entry entry : MethodCatalog.entries()) {
      Method method = entry.method(Optional.of(TEACHER));
      Method.Inputs inputs = method.inputs();
      NetworkShape shape =
          new NetworkShape(1, d, 1, inputs.sample(), inputs.times(), inputs.outputsPerControl());
      Network network = new ResidualMlp(shape, 8, 2);
      float[] weights = MethodRuns.normals(network.layout().size(), 2);
      for (int steps : method.steps()) {
        float[] drawn = MethodRuns.drawn(method, network, weights, noise, steps);
        assertEquals(5 * d, drawn.length, entry.name());
        assertNoChance(method, network, weights, noise, steps);
      }
    }
  }

  private static void assertNoChance(
      Method method, Network network, float[] weights, float[] noise, int steps) {
    try (Graph graph = new Graph()) {
      Algebra a = new Algebra(Ops.create(graph));
      Operand<TFloat32> drawn =
          method.draw(
              a,
              Model.frozen(a, network, weights),
              a.row(1),
              MethodRuns.matrix(a, noise, network.shape().chunkSize()),
              steps);
      assertTrue(drawn.asOutput().shape().numDimensions() == 2, method.name());
      List<String> random =
          operations(graph).stream().filter(type -> type.contains("Random")).toList();
      assertEquals(List.of(), random, method.name());
    }
  }

  private static List<String> operations(Graph graph) {
    List<String> types = new ArrayList<>();
    graph.operations().forEachRemaining(op -> types.add(op.type()));
    return types;
  }
}
