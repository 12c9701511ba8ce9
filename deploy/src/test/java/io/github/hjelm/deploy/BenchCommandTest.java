package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.bench.hjb.HjbBenchmark;
import io.github.hjelm.bench.policies.PolicyBenchmark;
import io.github.hjelm.bench.profile.RunProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hjb --only=lqrr           | --only: there is no section 'lqrr', did you mean 'lqr'?",
        "hjb --rounds=0            | --rounds 0 is below 1",
        "hjb --rounds=many         | 'many' is not an",
        "hjb --peers=some          | 'some'",
        "hjb --json=none/x.json    | --json none/x.json lies in a folder that is not there",
        "hjb --html=none/x.html    | --html none/x.html lies in a folder that is not there",
        "hjb --html=/              | --html / is a folder; name a file",
        "hjb --document=none.md    | there is no file none.md",
        "links --html=x.html       | --html belongs to the profiles hjb and policies",
        "links --only=lqr          | --only belongs to the profiles hjb, policies, quick",
        "links --quick             | --quick belongs to the profiles hjb and policies",
        "links --peers=none        | --peers belongs to the profiles hjb, quick",
        "links --seed=1            | --seed belongs to the profiles quick, standard, full and soak",
        "hjb --port=1              | --port belongs to the profiles quick, standard, full and soak",
        "hjb --stack=a=b           | --stack belongs to the profiles quick, standard, full and soak",
        "safety --histograms=x     | --histograms belongs to the profiles quick, standard, full and soak",
        "soak --rounds=3           | --rounds belongs to the profiles links and hjb",
        "soak --only=W1            | --only: there is no workload 'W1', did you mean 'W3'?",
        "quick --rounds=3          | --rounds belongs to the profiles links and hjb",
        "quick --quick             | --quick belongs to the profiles hjb and policies",
        "quick --only=W33          | there is no workload 'W33', did you mean 'W3'?",
        "quick --stack=A=b         | --stack A=…: a name is made of lower-case letters",
        "compare old.json new.json | There is no report old.json",
        "compare old.json          | NEW",
        "links --work=x            | --work belongs to the profile policies",
        "hjb --work=x              | --work belongs to the profile policies",
        "policies --peers=none     | --peers belongs to the profiles hjb, quick",
        "policies --rounds=2       | --rounds belongs to the profiles links and hjb",
        "policies --only=multigoal | there is no task 'multigoal', did you mean 'multi-goal'?",
        "hj                        | 'hj'",
      })
  void refusesWrongInputBeforeItMeasures(String options, String saying) {
    Outcome outcome = Outcome.of(("bench " + options).split(" "));
    assertEquals(Hjelm.WRONG_INPUT, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.err().contains(saying), outcome::err);
    assertEquals(1, outcome.errLines().size(), outcome::err);
    assertEquals("", outcome.out());
  }

  @Test
  void refusesADocumentWithoutTheSection() throws IOException {
    Path document = Files.writeString(folder.resolve("x.md"), "# Nothing\n");
    Outcome outcome = Outcome.of("bench", "hjb", "--document", document.toString());
    assertEquals(Hjelm.WRONG_INPUT, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.err().contains("<!-- bench hjb -->"), outcome::err);
  }

  @Test
  void namesItsSections() {
    Outcome outcome = Outcome.of("bench", "hjb", "--only", "list");
    assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::err);
    assertEquals(HjbBenchmark.names(), outcome.out().lines().toList());
    assertTrue(HjbBenchmark.names().contains("dubins-avoid"));
  }

  @Test
  void namesItsWorkloads() {
    Outcome outcome = Outcome.of("bench", "standard", "--only", "list");
    assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::err);
    assertEquals(RunProfile.STANDARD.workloads(), outcome.out().lines().toList());
    assertTrue(RunProfile.STANDARD.workloads().containsAll(List.of("W1", "W3", "W5", "W7")));
  }

  @Test
  void soakIsOneWorkloadForHalfAnHour() {
    Outcome outcome = Outcome.of("bench", "soak", "--only", "list");
    assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::err);
    assertEquals("W3", outcome.out().strip());
    RunProfile.Part part = RunProfile.SOAK.parts().get(0);
    assertFalse(part.rivals());
    assertEquals(1_800, part.measureS());
    assertEquals(1, part.sliceS());
  }

  @Test
  void refusesToCompareWhatIsNoReport() throws IOException {
    Path file = Files.writeString(folder.resolve("x.json"), "{}");
    Outcome outcome = Outcome.of("bench", "compare", file.toString(), file.toString());
    assertEquals(Hjelm.WRONG_INPUT, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.err().contains("x.json has format 0"), outcome::err);
    assertEquals(1, outcome.errLines().size(), outcome::err);
  }

  @Test
  void namesItsTasks() {
    Outcome outcome = Outcome.of("bench", "policies", "--only", "list");
    assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::err);
    assertEquals(PolicyBenchmark.names(), outcome.out().lines().toList());
  }

  @Test
  void writesPageDocumentAndNumbers() throws IOException {
    Path json = folder.resolve("x.json");
    Path html = folder.resolve("x.html");
    Path document =
        Files.writeString(
            folder.resolve("x.md"), "# Mine\n<!-- bench hjb -->\nold\n<!-- /bench hjb -->\n");
    Outcome outcome =
        Outcome.of(
            "bench",
            "hjb",
            "--only=lqr",
            "--rounds=1",
            "--peers=none",
            "--json=" + json,
            "--html=" + html,
            "--document=" + document);
    assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::err);
    String text = Files.readString(document);
    assertFalse(text.contains("old"), text);
    String command = "./hjelm bench hjb --rounds 1 --only lqr --peers none";
    for (String written : List.of(outcome.out(), text, Files.readString(html))) {
      assertTrue(written.contains("relative error of the gain"), written);
      assertTrue(written.contains(command), written);
    }
    assertTrue(Files.readString(json).contains("\"name\" : \"relative error of the gain\""));
  }
}
