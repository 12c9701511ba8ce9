package io.github.hjelm.sensors.yaml;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Feeds a loader with damaged and random documents and counts what becomes of them. */
public final class YamlFuzz {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Tokens that matter to YAML, to numbers or to formulas. */
  private static final String[] TOKENS = {
    ":",
    "- ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&a ",
    "*a",
    "!!str ",
    "!x ",
    "|\n",
    ">\n",
    "\n",
    "'",
    "\"",
    "#",
    "%YAML 1.1\n",
    "---\n",
    "...\n",
    "\t",
    " ",
    "~",
    "null",
    "true",
    ".inf",
    ".nan",
    "0",
    "-1",
    "1e9",
    "1e999",
    "NaN",
    "0x1f",
    "1_0",
    "<<: *a",
    "\\",
    "\u0000",
    "\u0085",
    "\uFEFF",
    "é",
    "(",
    ")",
    "^",
    "*",
    "/",
    "+",
    "sin(",
    "log(",
    "0/0",
    "1/0",
    "x",
    "lower",
    "upper",
    "name",
    "[".repeat(40),
    "(".repeat(70),
    "{a: &a [], b: [" + "*a,".repeat(20) + "]}",
  };

  /** No document of these lengths may cost more than this; SnakeYAML's buffers are most of it. */
  private static final long MAX_ALLOCATED_BYTES = 1L << 20;

  /** While classes are still being loaded, that is counted as well. */
  private static final long UNMEASURED = 5_000;

  private static final int WORKERS = 2;

  /** Reads a document and uses what comes of it. */
  public interface Loader {
    /**
     * Reads one document.
     *
     * @throws YamlRefusal the only way to say no
     */
    void load(byte[] document) throws YamlRefusal;
  }

  /** What became of the documents. */
  public record Outcome(long documents, long accepted, Map<Reason, Long> refused) {}

  private final Loader loader;
  private final List<byte[]> originals;

  public YamlFuzz(Loader loader, List<String> originals) {
    this.loader = loader;
    this.originals = originals.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** Feeds this many documents, shared between two threads, and always the same ones. */
  public Outcome run(long documents, long seed) throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Future<Outcome>> parts = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        long workerSeed = seed + worker;
        parts.add(workers.submit(() -> runPart(documents / WORKERS, workerSeed)));
      }
      long accepted = 0;
      Map<Reason, Long> refused = new EnumMap<>(Reason.class);
      for (Future<Outcome> part : parts) {
        Outcome outcome = part.get();
        accepted += outcome.accepted();
        outcome.refused().forEach((reason, count) -> refused.merge(reason, count, Long::sum));
      }
      return new Outcome(documents, accepted, refused);
    } catch (ExecutionException e) {
      throw new AssertionError(String.valueOf(e.getCause()), e);
    } finally {
      workers.shutdownNow();
    }
  }

  /** The seed inputs that lie beside a class for the guided fuzzer. */
  public static List<byte[]> seeds(Class<?> fuzzer, String method) throws IOException {
    URL folder = fuzzer.getResource(fuzzer.getSimpleName() + "Inputs/" + method);
    if (folder == null) {
      throw new IOException("there are no seeds for " + fuzzer);
    }
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(URI.create(folder.toString())))) {
      for (Path file : files.sorted().toList()) {
        seeds.add(Files.readAllBytes(file));
      }
    }
    return seeds;
  }

  private Outcome runPart(long documents, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long accepted = 0;
    Map<Reason, Long> refused = new EnumMap<>(Reason.class);
    for (long i = 0; i < documents; i++) {
      byte[] document = next(random);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      try {
        loader.load(document);
        accepted++;
      } catch (YamlRefusal e) {
        refused.merge(e.reason(), 1L, Long::sum);
        if (e.sentence().isBlank() || e.sentence().indexOf('\n') >= 0) {
          throw new AssertionError(where(seed, i, document) + " is refused without a sentence", e);
        }
      } catch (RuntimeException | Error e) {
        throw new AssertionError(where(seed, i, document) + " escapes as " + e, e);
      }
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (allocated > MAX_ALLOCATED_BYTES && i >= UNMEASURED) {
        throw new AssertionError(where(seed, i, document) + " costs " + allocated + " bytes");
      }
    }
    return new Outcome(documents, accepted, refused);
  }

  private static String where(long seed, long index, byte[] document) {
    return "seed %d, document %d: %s"
        .formatted(seed, index, new String(document, StandardCharsets.UTF_8));
  }

  private byte[] next(SplittableRandom random) {
    int way = random.nextInt(10);
    if (way == 0) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      return bytes;
    }
    if (way == 1) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        text.append(TOKENS[random.nextInt(TOKENS.length)]);
      }
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }
    byte[] document = originals.get(random.nextInt(originals.size())).clone();
    for (int i = random.nextInt(3) / 2 * random.nextInt(4); i >= 0; i--) {
      document = damaged(document, random);
    }
    return document;
  }

  private static byte[] damaged(byte[] document, SplittableRandom random) {
    if (document.length == 0) {
      return document;
    }
    int at = random.nextInt(document.length);
    int length = Math.min(1 + random.nextInt(8), document.length - at);
    switch (random.nextInt(9)) {
      case 6, 7, 8 -> {
        int from = wordEnd(document, at, -1);
        int to = wordEnd(document, at, 1);
        byte[] token = TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
        return spliced(document, Math.min(from, to), to, token);
      }
      case 0, 1 -> {
        // The highest bit, which breaks UTF-8, only now and then.
        document[at] ^= (byte) (1 << random.nextInt(random.nextInt(8) == 0 ? 8 : 7));
        return document;
      }
      case 2 -> {
        return spliced(document, at, at + length, new byte[0]);
      }
      case 3 -> {
        byte[] token = TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
        return spliced(document, at, at + random.nextInt(2) * length, token);
      }
      case 4 -> {
        // A piece from here, to stand again somewhere else.
        byte[] piece = Arrays.copyOfRange(document, at, at + length);
        int target = random.nextInt(document.length);
        return spliced(document, target, target, piece);
      }
      default -> {
        return Arrays.copyOf(document, at);
      }
    }
  }

  /** Where the word around a place begins or ends. */
  private static int wordEnd(byte[] document, int at, int direction) {
    int end = at;
    while (end >= 0 && end < document.length && Character.isLetterOrDigit(document[end])) {
      end += direction;
    }
    return direction < 0 ? end + 1 : end;
  }

  private static byte[] spliced(byte[] document, int from, int to, byte[] between) {
    byte[] result = new byte[document.length - (to - from) + between.length];
    System.arraycopy(document, 0, result, 0, from);
    System.arraycopy(between, 0, result, from, between.length);
    System.arraycopy(document, to, result, from + between.length, document.length - to);
    return result;
  }
}
