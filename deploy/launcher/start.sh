# Starts Java with the settings that a controller needs.
# shellcheck shell=bash

# Sets JVM_FLAGS for JDK $1: what every process that may load TensorFlow or Netty needs.
jvm_flags() {
  # JavaCPP's own limit on native memory asks the operating system in every call; 0 switches that off.
  JVM_FLAGS=(-Dorg.bytedeco.javacpp.maxphysicalbytes=0)
  # Netty would load Java's flight recorder, which takes a tenth of a second, to report its buffers there.
  JVM_FLAGS+=(-Dio.netty.jfr.enabled=false)
  if [ "$1" -ge 24 ]; then
    # JNI and Unsafe, which TensorFlow Java, protobuf and Netty use, are warned about or refused from here on.
    JVM_FLAGS+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
  fi
}

# Sets MEMORY_FLAGS for the command in "$@".
memory_flags() {
  # Serial, because the cycle allocates nothing: collections are rare and the live heap is a few megabytes, so
  # one pause is short, and no concurrent collector competes with the loop and the broker for two to six cores.
  # ZGC would trade that for load barriers in every cycle and threads of its own.
  MEMORY_FLAGS=(-XX:+UseSerialGC)
  case "$1 ${2-}" in
    "solve "* | "inspect "* | "verify "* | "train "* | "bench hjb")
      # Tables of six dimensions take gigabytes, and nothing else of weight runs beside; Java's own choice is a
      # quarter of the memory.
      MEMORY_FLAGS+=(-XX:MaxRAMPercentage=70)
      ;;
    "bench policies")
      # Demonstrations and pairs take a gigabyte; TensorFlow takes its own beside the heap.
      MEMORY_FLAGS+=(-XX:MaxRAMPercentage=50)
      ;;
    "demo "* | "run "* | "sim "* | "replay "* | "record "* | "bench "*)
      # Touched before the first cycle: no page fault on the path. A cycle allocates nothing, so a controller stays
      # with what it begins with; a large fleet may take more.
      MEMORY_FLAGS+=(-Xms48m -Xmx512m -XX:+AlwaysPreTouch)
      ;;
  esac
}

# Sets VECTOR_FLAGS for the command in "$@": where a policy is computed by `engine: vector`, the module with which Java says
# what to compute in vector registers. It is an incubating one, of which Java warns in a line, and so nobody else gets it.
vector_flags() {
  local argument before="" asked=no
  for argument in "$@"; do
    case "$before $argument" in
      "--engine vector" | *" --engine=vector") asked=yes ;;
      "--config "*) grep -qsE '^[^#]*engine: *["'\'']?vector' -- "$argument" && asked=yes ;;
      *" --config="*) grep -qsE '^[^#]*engine: *["'\'']?vector' -- "${argument#--config=}" && asked=yes ;;
    esac
    before=$argument
  done
  VECTOR_FLAGS=()
  [ "$asked" = yes ] && VECTOR_FLAGS=(--add-modules jdk.incubator.vector)
  return 0
}

# Replaces this shell by Java, with ARCHIVE_FLAGS beside what every start needs.
start_java() {
  local told=(-Dhjelm.terminal=no -Dhjelm.keyboard=no "-Dhjelm.home=$HJELM_HOME")
  jvm_flags "$JDK_FEATURE"
  memory_flags "$@"
  vector_flags "$@"
  if [ "$1" = --version ] || [ "$1" = -V ] || [ "$1" = bench ]; then
    told+=("-Dhjelm.revision=$(git -C "$HJELM_HOME" describe --always --dirty 2> /dev/null)")
  fi
  # Java cannot tell a terminal from a pipe in the same way on every JDK; the shell can.
  if [ -t 1 ]; then
    told[0]=-Dhjelm.terminal=yes
    told+=("-Dhjelm.columns=$(tput cols 2> /dev/null || echo 80)")
  fi
  [ -t 0 ] && told[1]=-Dhjelm.keyboard=yes
  # TensorFlow's library takes a second to load: what Java does first fits in there.
  case $1 in
    run | demo) [ ${#VECTOR_FLAGS[@]} = 0 ] && told+=(-Dhjelm.tensorflow=ahead) ;;
  esac
  # oneDNN slows down graphs of many small operations, which an unrolled sampler is, and speeds up batches.
  case "$1 ${2-}" in
    "train "* | "bench policies") export TF_ENABLE_ONEDNN_OPTS=${TF_ENABLE_ONEDNN_OPTS:-1} ;;
    *) export TF_ENABLE_ONEDNN_OPTS=${TF_ENABLE_ONEDNN_OPTS:-0} ;;
  esac
  # Rivals of the engine are large and lie beside the program.
  local classes=$TARGET/lib/*
  [ "$1" = bench ] && classes+=:$TARGET/lib-bench/*
  # Errors only; TensorFlow greets with several lines otherwise.
  export TF_CPP_MIN_LOG_LEVEL=${TF_CPP_MIN_LOG_LEVEL:-2}
  # The kernel may wake a sleeper up to 50 µs late to save power. 1 ns turns that off, and Java's threads
  # inherit it. Kernels before 4.6, and macOS, have no such file.
  { echo 1 > "/proc/$$/timerslack_ns"; } 2> /dev/null
  # -UsePerfData: the JVM's statistics file is a memory map whose write-back can stall a thread.
  # shellcheck disable=SC2086 # HJELM_JAVA_OPTS holds words
  exec "$JDK/bin/java" "${JVM_FLAGS[@]}" "${MEMORY_FLAGS[@]}" ${VECTOR_FLAGS[@]+"${VECTOR_FLAGS[@]}"} ${ARCHIVE_FLAGS[@]+"${ARCHIVE_FLAGS[@]}"} \
    -XX:-UsePerfData -Dfile.encoding=UTF-8 \
    "${told[@]}" ${HJELM_JAVA_OPTS:-} \
    -cp "$classes" io.github.hjelm.deploy.Hjelm "$@"
}
