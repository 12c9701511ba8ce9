package io.github.hjelm.export.policy;

import io.github.hjelm.sensors.yaml.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a trained teacher's students are called, and their baselines. A new one is a line here. */
public final class MethodCatalog {

  private MethodCatalog() {}

  /** What students are held against: they learn, but are never chosen to fly. */
  public static final List<String> BASELINES = List.of("regression", "mip", "gaussian");

  /** What a method learns from. */
  public enum Source {
    /** Demonstrations alone. */
    DEMONSTRATIONS,
    /** Demonstrations, and a teacher that it asks while it learns. */
    TEACHER,
    /** Pairs of noise and what the teacher made of it, and perhaps the teacher. */
    PAIRS
  }

  /** A way to learn, before it is known from whom. */
  public static final class Entry {

    private final String name;
    private final Source source;
    private final Class<? extends Method> type;
    private final Function<Optional<Teacher>, Method> factory;

    private Entry(
        Source source,
        String name,
        Class<? extends Method> type,
        Function<Optional<Teacher>, Method> factory) {
      this.name = name;
      this.type = type;
      this.source = source;
      this.factory = factory;
    }

    private static Entry of(Source source, Method method) {
      return new Entry(source, method.name(), method.getClass(), teacher -> method);
    }

    /** The name on the command line and in tables. */
    public String name() {
      return name;
    }

    /** What it learns from. */
    public Source source() {
      return source;
    }

    /** The class that is the method. */
    public Class<? extends Method> type() {
      return type;
    }

    /** Whether there must be a trained teacher first. */
    public boolean needsTeacher() {
      return source != Source.DEMONSTRATIONS;
    }

    /** The method, learning from that teacher where it needs one. */
    public Method method(Optional<Teacher> teacher) {
      if (needsTeacher() && teacher.isEmpty()) {
        throw new IllegalArgumentException(name + " cannot learn without a teacher");
      }
      return factory.apply(teacher);
    }
  }

  private static final List<Entry> ENTRIES =
      List.of(
          Entry.of(Source.DEMONSTRATIONS, FlowMatching.onDemonstrations()),
          Entry.of(Source.PAIRS, FlowMatching.onPairs()),
          new Entry(
              Source.TEACHER,
              "consistency",
              ConsistencyDistillation.class,
              teacher -> new ConsistencyDistillation(teacher.orElseThrow())),
          Entry.of(Source.DEMONSTRATIONS, new FlowMap()),
          new Entry(
              Source.PAIRS,
              "one-step",
              OneStep.class,
              teacher -> new OneStep(teacher.orElseThrow())),
          Entry.of(Source.DEMONSTRATIONS, new Regression()),
          Entry.of(Source.DEMONSTRATIONS, new Mip()),
          Entry.of(Source.DEMONSTRATIONS, new GaussianPolicy()));

  /** All entries, in the order of help and tables. */
  public static List<Entry> entries() {
    return ENTRIES;
  }

  public static List<String> names() {
    return ENTRIES.stream().map(Entry::name).toList();
  }

  /** The entry of that name. */
  public static Entry entry(String name) throws PolicyRefusal {
    for (Entry entry : ENTRIES) {
      if (entry.name.equals(name)) {
        return entry;
      }
    }
    throw new PolicyRefusal("there is no method '" + name + "', " + Spelling.advice(name, names()));
  }
}
