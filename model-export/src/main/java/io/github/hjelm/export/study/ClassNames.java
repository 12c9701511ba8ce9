package io.github.hjelm.export.study;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The classes that a class file names, in the form {@code java/lang/String} (JVMS 4.4). */
final class ClassNames {

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int METHOD_HANDLE = 15;
  private static final int METHOD_TYPE = 16;
  private static final int MODULE = 19;
  private static final int PACKAGE = 20;

  private ClassNames() {}

  static List<String> in(byte[] classFile) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
      // Magic number and versions.
      in.skipNBytes(8);
      int count = in.readUnsignedShort();
      String[] texts = new String[count];
      List<Integer> classes = new ArrayList<>();
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case UTF8 -> texts[i] = in.readUTF();
          case CLASS -> classes.add(in.readUnsignedShort());
          case STRING, METHOD_TYPE, MODULE, PACKAGE -> in.skipNBytes(2);
          case METHOD_HANDLE -> in.skipNBytes(3);
          case LONG, DOUBLE -> {
            in.skipNBytes(8);
            // They count twice.
            i++;
          }
          // Numbers, and members by class and name.
          default -> in.skipNBytes(4);
        }
      }
      return classes.stream().map(at -> texts[at]).toList();
    }
  }
}
