package io.github.hjelm.controller.fleet;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettledChangeTest {

  private final Path folder;

  SettledChangeTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aChangeIsToldOnceItRests() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "1");
    SettledChange change = new SettledChange(file);
    assertFalse(change.look());
    Files.writeString(file, "12");
    assertFalse(change.look(), "somebody may still be writing");
    Files.writeString(file, "123");
    assertFalse(change.look(), "and was");
    assertTrue(change.look());
    assertFalse(change.look(), "once");
  }

  @Test
  void anythingInAFolderIsAChange() throws Exception {
    Files.createDirectories(folder.resolve("policy"));
    Files.writeString(folder.resolve("policy/model"), "1");
    SettledChange change = new SettledChange(folder);
    Files.writeString(folder.resolve("policy/more"), "1");
    assertFalse(change.look());
    assertTrue(change.look());
  }

  @Test
  void aFileThatIsReplacedByAnotherOfItsSizeIsAChange() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "1");
    SettledChange change = new SettledChange(file);
    Path other = Files.writeString(folder.resolve("b"), "2");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertFalse(change.look());
    assertTrue(change.look());
  }

  @Test
  void whatIsGoneIsNoChangeUntilItIsThereAgain() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "1");
    SettledChange change = new SettledChange(file);
    Files.delete(file);
    assertFalse(change.look());
    assertFalse(change.look());
    Files.writeString(file, "12");
    assertFalse(change.look());
    assertTrue(change.look());
  }
}
