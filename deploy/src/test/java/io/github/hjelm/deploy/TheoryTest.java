package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Code and theory name the same equations. */
class TheoryTest {

  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  private static final Path THEORY = REPOSITORY.resolve("model-export/docs/theory.md");

  /** A number in bold that opens a line, or one behind a formula that ends it. */
  private static final Pattern DEFINED =
      Pattern.compile("(?:^\\*\\*| {3,})\\((\\d\\d\\.\\d+)\\)(?:\\*\\*| *$)", Pattern.MULTILINE);

  private static final Pattern NUMBER = Pattern.compile("\\d\\d\\.\\d+");

  /** One or more numbers after the word, also over the end of a comment's line. */
  private static final Pattern CITED =
      Pattern.compile("theory[\\s*]+\\d\\d\\.\\d+(?:(?:[\\s*,-]|and|to)+\\d\\d\\.\\d+)*");

  @Test
  void definesEveryEquationThatCodeCites() throws IOException {
    Set<String> missing = new TreeSet<>(cited());
    assertFalse(missing.isEmpty(), "no code cites the theory");
    missing.removeAll(defined());
    assertEquals(Set.of(), missing);
  }

  @Test
  void numbersEveryEquationOnce() throws IOException {
    List<String> numbers = defined();
    assertEquals(numbers.stream().distinct().toList(), numbers);
  }

  private static List<String> defined() throws IOException {
    return DEFINED
        .matcher(Files.readString(THEORY))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static Set<String> cited() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("controller", "model-export", "bench", "deploy")) {
      try (Stream<Path> files = Files.walk(REPOSITORY.resolve(module).resolve("src"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    Set<String> numbers = new TreeSet<>();
    for (Path source : sources) {
      numbers.addAll(
          CITED
              .matcher(Files.readString(source))
              .results()
              .map(MatchResult::group)
              .flatMap(group -> NUMBER.matcher(group).results().map(MatchResult::group))
              .collect(Collectors.toSet()));
    }
    return numbers;
  }
}
