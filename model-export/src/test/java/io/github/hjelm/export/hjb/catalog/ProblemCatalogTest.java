package io.github.hjelm.export.hjb.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.sensors.robot.Parameter;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemCatalogTest {

  record Named(String name) implements Problem {
    @Override
    public String summary() {
      return name + " in one line";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public Solution solve(SolveRequest request, Progress progress) throws SolveRefusal {
      throw new SolveRefusal("not here");
    }
  }

  private static final Problem CONE = new Named("cone");
  private static final ProblemCatalog CATALOG = new ProblemCatalog(List.of(CONE, new Named("box")));

  @Test
  void findsByName() throws SolveRefusal {
    assertSame(CONE, CATALOG.problem("cone"));
    assertEquals(List.of("cone", "box"), CATALOG.names());
  }

  @Test
  void refusesUnknownNamesWithAdvice() {
    SolveRefusal near = assertThrows(SolveRefusal.class, () -> CATALOG.problem("conr"));
    assertEquals("there is no problem 'conr', did you mean 'cone'?", near.getMessage());
    SolveRefusal far = assertThrows(SolveRefusal.class, () -> CATALOG.problem("pyramid"));
    assertEquals("there is no problem 'pyramid', known are cone, box", far.getMessage());
  }

  @Test
  void everyProblemInTheBoxHasItsOwnNameAndOneLine() {
    List<Problem> problems = ProblemCatalog.standard().problems();
    assertEquals(problems.size(), new HashSet<>(ProblemCatalog.standard().names()).size());
    for (Problem problem : problems) {
      assertEquals(1, problem.summary().lines().count(), problem.name());
      assertFalse(problem.summary().isBlank(), problem.name());
    }
  }
}
