package io.github.hjelm.sensors.yaml;

import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns the library's nodes into ours, each once, however many aliases point at it. */
final class YamlTree {

  private static final Set<Tag> PLAIN_TAGS = Set.of(Tag.STR, Tag.SEQ, Tag.MAP);

  private final String file;
  private final IdentityHashMap<Node, YamlNode> converted = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Boolean> underway = new IdentityHashMap<>();

  YamlTree(String file) {
    this.file = file;
  }

  YamlNode convert(Node root) throws YamlRefusal {
    return convert(root, null, "", root);
  }

  /**
   * Converts a node.
   *
   * @param sign where a reader would look for it: its key, or itself in a list
   */
  private YamlNode convert(Node node, @Nullable YamlNode parent, String step, Node sign)
      throws YamlRefusal {
    YamlNode known = converted.get(node);
    if (known != null) {
      if (underway.containsKey(node)) {
        throw known.refusal(Reason.NOT_ALLOWED, "contains itself, remove the alias inside it");
      }
      return known;
    }
    YamlNode result;
    underway.put(node, true);
    if (node instanceof MappingNode mapping) {
      result = mapping(mapping, parent, step, sign);
    } else if (node instanceof SequenceNode sequence) {
      result = sequence(sequence, parent, step, sign);
    } else {
      ScalarNode scalar = (ScalarNode) node;
      result = scalar(scalar, parent, step, sign);
    }
    underway.remove(node);
    return result;
  }

  private YamlNode mapping(MappingNode node, @Nullable YamlNode parent, String step, Node sign)
      throws YamlRefusal {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    YamlNode result = place(parent, step, sign, node, new YamlContent.Mapping(entries));
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw result.refusal(Reason.NOT_ALLOWED, "has a key that is not text, write 'name: value'");
      }
      YamlNode value = convert(tuple.getValueNode(), result, key.getValue(), key);
      YamlNode earlier = entries.putIfAbsent(key.getValue(), value);
      if (earlier != null) {
        throw new YamlRefusal(
            Reason.DUPLICATE_KEY,
            file
                + ", line "
                + (key.getStartMark().getLine() + 1)
                + ": '"
                + YamlNode.quotable(value.path())
                + "' stands here for the second time, the first is in line "
                + earlier.line());
      }
    }
    return result;
  }

  private YamlNode sequence(SequenceNode node, @Nullable YamlNode parent, String step, Node sign)
      throws YamlRefusal {
    List<YamlNode> items = new ArrayList<>(node.getValue().size());
    YamlNode result = place(parent, step, sign, node, new YamlContent.Sequence(items));
    for (Node item : node.getValue()) {
      items.add(convert(item, result, "[" + items.size() + "]", item));
    }
    return result;
  }

  private YamlNode scalar(ScalarNode node, @Nullable YamlNode parent, String step, Node sign)
      throws YamlRefusal {
    boolean oneLine = node.getStartMark().getLine() == node.getEndMark().getLine();
    boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
    YamlContent content =
        new YamlContent.Scalar(
            node.getValue(),
            plain,
            oneLine,
            node.getStartMark().getLine() + 1,
            node.getStartMark().getColumn() + (plain ? 1 : 2));
    return place(parent, step, sign, node, content);
  }

  private YamlNode place(
      @Nullable YamlNode parent, String step, Node sign, Node node, YamlContent content)
      throws YamlRefusal {
    YamlNode result = new YamlNode(file, parent, step, sign.getStartMark().getLine() + 1, content);
    if (!PLAIN_TAGS.contains(node.getTag())) {
      throw result.refusal(
          Reason.NOT_ALLOWED,
          "carries the tag '" + YamlNode.quotable(node.getTag().toString()) + "', remove it");
    }
    converted.put(node, result);
    return result;
  }
}
