package io.github.hjelm.bench.rivals;

import io.github.hjelm.bench.engine.Engines;
import io.github.hjelm.bench.network.NetworkFolder;
import io.github.hjelm.bench.network.SeededNetwork;
import io.github.hjelm.bench.stack.Network;
import io.github.hjelm.bench.stack.Stack;
import io.github.hjelm.bench.stack.StackCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** All stacks of {@code bench/peers}, ours and those on our transport. */
public final class Rivals implements StackCatalog {

  private static final Path PEERS = Path.of("bench", "peers");

  private final Stack ours = JavaStack.of("hjelm", Engines.HJELM);
  private final List<Stack> stacks;

  /**
   * @param home the project's folder, which holds {@code bench/peers}
   * @param environment names programs: {@code CC}, {@code ONNX_PYTHON}, {@code TORCH_PYTHON}
   */
  public Rivals(Path home, Map<String, String> environment) {
    Path peers = home.resolve(PEERS);
    Path python = peers.resolve("python").resolve("responder.py");
    stacks =
        List.of(
            new CStack(
                peers.resolve("c").resolve("responder.c"), environment.getOrDefault("CC", "gcc")),
            ours,
            JavaStack.wholeLoop("hjelm-loop"),
            JavaStack.of("hjelm-vector", Engines.HJELM_VECTOR),
            JavaStack.of("java-onnxruntime", Engines.ONNXRUNTIME),
            PythonStack.of("python-onnxruntime", python, "onnxruntime", "ONNX_PYTHON", environment),
            PythonStack.of("python-torch", python, "torch", "TORCH_PYTHON", environment),
            JavaStack.of("tensorflow-defaults", Engines.TENSORFLOW_DEFAULTS));
  }

  @Override
  public List<Stack> stacks() {
    return stacks;
  }

  @Override
  public Stack ours() {
    return ours;
  }

  @Override
  public String writeModel(Network network, Path folder) throws IOException {
    NetworkFolder.write(new SeededNetwork(network), folder);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Files.readAllBytes(folder.resolve(NetworkFolder.DESCRIPTION)));
      digest.update(Files.readAllBytes(folder.resolve(NetworkFolder.NUMBERS)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
