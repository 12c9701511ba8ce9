package io.github.hjelm.controller.bundle;

import io.github.hjelm.controller.bundle.BundleManifest.Chunk;
import io.github.hjelm.controller.bundle.BundleManifest.FileEntry;
import io.github.hjelm.controller.bundle.BundleManifest.RobotUse;
import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.bundle.BundleManifest.TaskUse;
import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.controller.policy.NormaliserPair;
import io.github.hjelm.controller.reach.JsonTree;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.sensors.robot.Quantity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A {@link BundleManifest} as {@code manifest.json}: one manifest, one sequence of bytes. */
public final class ManifestJson {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int MAX_HORIZON = 10_000;
  private static final int MAX_STEPS = 1000;
  private static final int MAX_CANDIDATES = 100_000;
  private static final String GUIDED = "guided";

  private ManifestJson() {}

  /** The bytes of the file. */
  public static byte[] bytes(BundleManifest manifest) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", BundleManifest.FORMAT);
    tree.put("name", manifest.name());
    tree.put("version", manifest.version());
    tree.put(
        "robot",
        object("model", manifest.robot().model(), "parameters", manifest.robot().parameters()));
    tree.put(
        "task", object("name", manifest.task().name(), "settings", manifest.task().settings()));
    tree.put("observation", manifest.observation().stream().map(ManifestJson::tree).toList());
    tree.put("action", manifest.action().stream().map(ManifestJson::tree).toList());
    tree.put(
        "normaliser",
        object(
            "observation", tree(manifest.normalisers().observation()),
            "action", tree(manifest.normalisers().action())));
    tree.put("horizon", manifest.chunk().horizon());
    tree.put("executed", manifest.chunk().executed());
    tree.put("periodS", manifest.chunk().periodS());
    Map<String, Object> sampler = object("method", manifest.sampler().method());
    sampler.put("steps", manifest.sampler().steps());
    sampler.put("candidates", manifest.sampler().candidates());
    sampler.put("signatures", manifest.sampler().signatures());
    // Left out where there is none: who does not know the field need not refuse such a bundle.
    if (!manifest.sampler().guided().isEmpty()) {
      sampler.put(GUIDED, List.copyOf(manifest.sampler().guided()));
    }
    tree.put("sampler", sampler);
    tree.put("files", manifest.files().stream().map(ManifestJson::tree).toList());
    try {
      return JsonTree.write(tree).getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("text in memory was not written", e);
    }
  }

  /** Reads the file; {@code where} names it in a refusal. */
  public static BundleManifest parse(byte[] bytes, String where) throws BundleRefusal {
    JsonFields fields;
    try {
      fields = new JsonFields(JsonTree.read(bytes, where), where);
    } catch (TableRefusal e) {
      throw new BundleRefusal(String.valueOf(e.getMessage()), e);
    }
    String format = fields.text("format");
    if (!format.equals(BundleManifest.FORMAT)) {
      throw new BundleRefusal(
          where
              + " has the format "
              + JsonTree.shortened(format)
              + " where "
              + BundleManifest.FORMAT
              + " is read: export the bundle with this version");
    }
    try {
      BundleManifest manifest = manifest(fields);
      fields.refuseOthers();
      return manifest;
    } catch (IllegalArgumentException e) {
      throw new BundleRefusal(where + " " + e.getMessage() + ": export the bundle again", e);
    }
  }

  private static BundleManifest manifest(JsonFields fields) throws BundleRefusal {
    JsonFields robot = fields.object("robot");
    RobotUse robotUse = new RobotUse(robot.text("model"), robot.object("parameters").numbers());
    robot.refuseOthers();
    JsonFields task = fields.object("task");
    TaskUse taskUse = new TaskUse(task.text("name"), task.object("settings").texts());
    task.refuseOthers();
    JsonFields normaliser = fields.object("normaliser");
    NormaliserPair pair =
        new NormaliserPair(
            normaliser(normaliser.object("observation")), normaliser(normaliser.object("action")));
    normaliser.refuseOthers();
    return new BundleManifest(
        fields.text("name"),
        fields.text("version"),
        robotUse,
        taskUse,
        quantities(fields, "observation"),
        quantities(fields, "action"),
        pair,
        new Chunk(
            fields.count("horizon", 1, MAX_HORIZON),
            fields.count("executed", 1, MAX_HORIZON),
            fields.number("periodS")),
        sampler(fields.object("sampler")),
        files(fields));
  }

  private static Sampler sampler(JsonFields fields) throws BundleRefusal {
    Sampler sampler =
        new Sampler(
            fields.text("method"),
            fields.count("steps", 1, MAX_STEPS),
            fields.count("candidates", 1, MAX_CANDIDATES),
            fields.object("signatures").counts(1, MAX_STEPS),
            new TreeSet<>(fields.has(GUIDED) ? fields.textList(GUIDED) : List.of()));
    fields.refuseOthers();
    return sampler;
  }

  private static Normaliser normaliser(JsonFields fields) throws BundleRefusal {
    Normaliser normaliser = new Normaliser(fields.numbers("offset"), fields.numbers("scale"));
    fields.refuseOthers();
    return normaliser;
  }

  private static List<Quantity> quantities(JsonFields fields, String name) throws BundleRefusal {
    List<Quantity> quantities = new ArrayList<>();
    for (JsonFields entry : fields.objects(name)) {
      quantities.add(
          new Quantity(
              entry.text("name"),
              entry.text("unit"),
              entry.number("lower"),
              entry.number("upper"),
              entry.truth("periodic")));
      entry.refuseOthers();
    }
    return quantities;
  }

  private static List<FileEntry> files(JsonFields fields) throws BundleRefusal {
    List<FileEntry> files = new ArrayList<>();
    String before = "";
    for (JsonFields entry : fields.objects("files")) {
      String path = entry.text("path");
      if (!BundlePaths.isPath(path)) {
        throw entry.malformed("path", "the path of a file below the bundle");
      }
      // Sorted, so that none is named twice and one bundle has one manifest.
      if (path.compareTo(before) <= 0) {
        throw entry.malformed("path", "behind the one before it in the alphabet");
      }
      before = path;
      String sha256 = entry.text("sha256");
      if (!SHA256.matcher(sha256).matches()) {
        throw entry.malformed("sha256", "64 hexadecimal digits");
      }
      files.add(new FileEntry(path, entry.whole("bytes"), sha256));
      entry.refuseOthers();
    }
    return files;
  }

  private static Map<String, Object> tree(Quantity quantity) {
    Map<String, Object> tree = object("name", quantity.name(), "unit", quantity.unit());
    tree.put("lower", quantity.lower());
    tree.put("upper", quantity.upper());
    tree.put("periodic", quantity.periodic());
    return tree;
  }

  private static Map<String, Object> tree(Normaliser normaliser) {
    return object("offset", normaliser.offsets(), "scale", normaliser.scales());
  }

  private static Map<String, Object> tree(FileEntry file) {
    return object("path", file.path(), "bytes", file.bytes(), "sha256", file.sha256());
  }

  private static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }
}
