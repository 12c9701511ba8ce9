package io.github.hjelm.sensors.yaml;

import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads one YAML document into a tree that knows where each value stands.
 *
 * <p>Nothing but text, lists and maps comes out: no tag makes an object, and what a text means (a
 * number, a flag, a name) is decided by the key that asks for it. So {@code no} is not a flag and
 * {@code 012} is not ten.
 */
public final class YamlDocument {

  /** Beyond any hand-written file. */
  public static final int MAX_BYTES = 1 << 20;

  /** Lists and maps inside each other; keeps every recursion over the tree shallow. */
  public static final int MAX_DEPTH = 32;

  /** How often a list or map may be repeated by an alias. */
  public static final int MAX_ALIASES = 16;

  private YamlDocument() {}

  /** Reads a file. */
  public static YamlNode read(Path file) throws YamlRefusal {
    String name = YamlNode.quotable(file.toString());
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new YamlRefusal(Reason.UNREADABLE, name + ": there is no such file, check the path", e);
    } catch (IOException e) {
      throw new YamlRefusal(
          Reason.UNREADABLE, name + ": cannot be read, check that it is a file you may read", e);
    }
    return parse(name, bytes);
  }

  /** Reads bytes that came from somewhere; the name stands in every refusal. */
  public static YamlNode parse(String name, byte[] bytes) throws YamlRefusal {
    if (bytes.length > MAX_BYTES) {
      throw tooLarge(name);
    }
    try {
      return parse(
          name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new YamlRefusal(Reason.ENCODING, name + ": is not UTF-8 text, save it as UTF-8", e);
    }
  }

  /** Reads text that came from somewhere; the name stands in every refusal. */
  public static YamlNode parse(String name, String text) throws YamlRefusal {
    if (text.length() > MAX_BYTES) {
      throw tooLarge(name);
    }
    Node root = compose(name, text);
    return new YamlTree(name).convert(root);
  }

  private static Node compose(String name, String text) throws YamlRefusal {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    options.setProcessComments(false);
    // Tags are refused later, by us, all in the same words.
    options.setTagInspector(tag -> true);
    Composer composer =
        new Composer(
            new ParserImpl(new StreamReader(new StringReader(text)), options),
            new TextOnlyResolver(),
            options);
    Node root;
    boolean another;
    try {
      root = composer.checkNode() ? composer.getNode() : null;
      another = root != null && composer.checkNode();
    } catch (ReaderException e) {
      throw new YamlRefusal(
          Reason.ENCODING,
          name
              + ", line "
              + lineOf(text, e.getPosition())
              + ": holds the control character U+"
              + String.format("%04X", e.getCodePoint())
              + ", remove it",
          e);
    } catch (MarkedYAMLException e) {
      throw syntax(name, e);
    } catch (RuntimeException e) {
      // The library promises YAMLException, but some malformed escapes and directives slip past it.
      throw limitOrSyntax(name, e);
    }
    if (root == null) {
      throw new YamlRefusal(Reason.EMPTY, name + ": is empty, write at least one 'key: value'");
    }
    if (another) {
      throw new YamlRefusal(
          Reason.NOT_ALLOWED, name + ": holds several documents, keep one and remove the '---'");
    }
    return root;
  }

  private static YamlRefusal tooLarge(String name) {
    return new YamlRefusal(
        Reason.TOO_LARGE,
        name + ": is larger than " + MAX_BYTES + " bytes, which no configuration needs");
  }

  private static YamlRefusal syntax(String name, MarkedYAMLException e) {
    String problem = e.getProblem() == null ? "it cannot be read" : e.getProblem();
    String where = name;
    if (e.getProblemMark() != null) {
      where +=
          ", line "
              + (e.getProblemMark().getLine() + 1)
              + ", column "
              + (e.getProblemMark().getColumn() + 1);
    }
    return new YamlRefusal(
        Reason.SYNTAX, where + ": is not YAML, " + YamlNode.quotable(problem), e);
  }

  private static YamlRefusal limitOrSyntax(String name, RuntimeException e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    if (message.startsWith("Nesting Depth exceeded")) {
      return new YamlRefusal(
          Reason.TOO_LARGE, name + ": is nested deeper than " + MAX_DEPTH + " levels", e);
    }
    if (message.startsWith("Number of aliases")) {
      return new YamlRefusal(
          Reason.TOO_LARGE,
          name + ": repeats lists or maps by more than " + MAX_ALIASES + " aliases",
          e);
    }
    return new YamlRefusal(Reason.SYNTAX, name + ": is not YAML, " + YamlNode.quotable(message), e);
  }

  private static int lineOf(String text, int position) {
    int line = 1;
    for (int i = 0; i < Math.min(position, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  /** Takes every plain scalar for text, so that any other tag is one that somebody wrote. */
  private static final class TextOnlyResolver extends Resolver {
    @Override
    protected void addImplicitResolvers() {}
  }
}
