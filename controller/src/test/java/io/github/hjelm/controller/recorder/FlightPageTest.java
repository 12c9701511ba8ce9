package io.github.hjelm.controller.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page on flight records has the numbers of the code. */
class FlightPageTest {

  private static List<String> rows(String beginning) throws Exception {
    return Files.readAllLines(Path.of("docs", "flight.md")).stream()
        .filter(row -> row.matches(beginning))
        .toList();
  }

  @Test
  void everyKindOfRecordIsThere() throws Exception {
    List<String> kinds = new ArrayList<>();
    for (String row : rows("\\| \\d+ \\| `.*")) {
      String[] cells = row.split("\\|", -1);
      kinds.add(cells[1].strip() + cells[2].strip());
    }
    assertEquals(
        List.of(
            FlightLayout.IDENTITY + "`IDENTITY`",
            FlightLayout.SNAPSHOT + "`SNAPSHOT`",
            FlightLayout.FRAME + "`FRAME`",
            FlightLayout.ANSWER + "`ANSWER`",
            FlightLayout.NO_ANSWER + "`NO_ANSWER`",
            FlightLayout.CLEARED + "`CLEARED`",
            FlightLayout.CYCLE + "`CYCLE`",
            FlightLayout.GAP + "`GAP`",
            FlightLayout.END + "`END`"),
        kinds);
  }

  @Test
  void everyFieldOfACycleIsWhereItSays() throws Exception {
    List<Integer> places = new ArrayList<>();
    for (String row : rows("\\| \\d+ \\| [^`]*")) {
      places.add(Integer.parseInt(row.split("\\|", -1)[1].strip()));
    }
    assertEquals(
        List.of(
            FlightLayout.CYCLE_NUMBER_AT,
            FlightLayout.CYCLE_NOW_AT,
            FlightLayout.CYCLE_STAGES_AT,
            FlightLayout.CYCLE_EPOCH_AT,
            FlightLayout.CYCLE_SEQUENCE_AT,
            FlightLayout.CYCLE_REFUSED_AT,
            FlightLayout.CYCLE_VALUE_AT,
            FlightLayout.CYCLE_RESERVE_AT,
            FlightLayout.CYCLE_PLACE_AT,
            FlightLayout.CYCLE_OFFERED_AT,
            FlightLayout.CYCLE_VERDICT_AT,
            FlightLayout.CYCLE_STOP_AT,
            FlightLayout.CYCLE_ASSURANCE_AT,
            FlightLayout.CYCLE_RUNG_AT,
            FlightLayout.CYCLE_OUTCOME_AT,
            FlightLayout.CYCLE_CONTROLS_AT),
        places);
  }

  @Test
  void theVersionIsThere() throws Exception {
    String page = Files.readString(Path.of("docs", "flight.md"));
    assertTrue(page.contains("this is version " + FlightLayout.VERSION));
  }
}
