# Builds the project on first use and whenever a source has changed.
# shellcheck shell=bash

STAMP=$TARGET/built.stamp

# What besides the sources decides the result.
build_key() { printf 'gpu=%s foreign=%s' "${HJELM_GPU:-0}" "$(foreign_jdk)"; }

# Folders count as sources too: their times change when a file is added or removed.
is_built() {
  [ -f "$STAMP" ] && [ "$(< "$STAMP")" = "$(build_key)" ] || return 1
  [ -z "$(cd "$HJELM_HOME" && find pom.xml ./*/pom.xml ./*/src/main -newer "$STAMP" -print 2> /dev/null | head -n 1)" ]
}

build_if_changed() {
  is_built && return
  require_toolchain
  mkdir -p "$TARGET" 2> /dev/null || refuse "cannot write to $TARGET; run once as a user who may."
  # Of two launchers started together one builds and the other waits. macOS has no flock and goes without.
  if command -v flock > /dev/null; then
    exec 9> "$TARGET/build.lock"
    flock 9
  fi
  is_built || build
  exec 9>&-
}

build() {
  local log=$TARGET/build.log started=$SECONDS profile=() fresh=$TARGET/building.stamp
  [ "${HJELM_GPU:-0}" = 1 ] && profile=(-Pgpu)
  say "building with JDK $JDK_FEATURE and Maven $MAVEN_VERSION; Maven's own output: $log"
  # Stamped before the first file is read, so that what is edited meanwhile is built next time.
  build_key > "$fresh"
  # Removed, never overwritten: a Java process that still runs from these jars keeps its copies.
  rm -rf "${TARGET:?}/lib" "$TARGET/lib-bench" "$TARGET"/*.jsa "$STAMP"
  run_maven package -Dmaven.test.skip=true -Dspotless.check.skip -Djacoco.skip -Dcyclonedx.skip \
    ${profile[@]+"${profile[@]}"} 2>&1 < /dev/null | tee "$log" | show_progress building
  if [ "${PIPESTATUS[0]}" != 0 ]; then
    show_errors "$log"
    refuse "the build failed; all that Maven said is in $log"
  fi
  mv "$fresh" "$STAMP"
  make_archive
  say "built in $((SECONDS - started)) s"
}

run_maven() {
  local foreign
  foreign=$(foreign_jdk)
  (cd "$HJELM_HOME" && JAVA_HOME=$JDK exec "$MAVEN" -B -Dstyle.color=never \
    ${foreign:+"-Dhjelm.foreign.jdk=$foreign"} "$@")
}

# Maven's error lines without its advice on how to run Maven, and the compiler's warnings, which are errors here.
show_errors() {
  grep -E '^\[ERROR\]|^\[WARNING\] .*\.java:' "$1" |
    grep -v -e 'To see the full stack trace' -e 'Re-run Maven' -e 'For more information' -e 'Help 1\]' \
      -e 'After correcting' -e 'mvn <args>' -e '^\[ERROR\] *$' | head -n "${2:-30}" >&2
}

# Reads Maven's output: a bar that is redrawn on a terminal, a line per module otherwise, and with "testing"
# the closing line of every module's tests on standard output.
show_progress() {
  local what=$1 line module="" position="" step="" fetched=0 started=$SECONDS drawn=0 spoken=$SECONDS
  while true; do
    # A whole second: the bash of macOS knows no fractions.
    if IFS= read -r -t 1 line; then
      case $line in
        '[INFO] Building '*'['*/*']')
          position=${line##*[}
          position=${position%]}
          module=$(module_of "$line")
          step=""
          [ -t 2 ] || say "[$position] $module"
          spoken=$SECONDS
          ;;
        '[INFO] --- '*) step=$(step_of "$line") ;;
        *'Downloaded from '*) fetched=$((fetched + 1)) ;;
        *'Tests run: '*)
          if [ "$what" = testing ] && is_closing_line "$line"; then
            erase_bar
            printf '%s, %s: %s\n' "$module" "$step" "${line#*] }"
          fi
          ;;
      esac
      # A redraw for every line would cost more than the build.
      [ $SECONDS = $drawn ] && continue
    elif [ $? -le 128 ]; then
      break
    fi
    drawn=$SECONDS
    if [ -t 2 ]; then
      draw_bar
    elif [ $((SECONDS - spoken)) -ge 30 ]; then
      spoken=$SECONDS
      say "[$position] $module: ${step:-starting}$(fetched_text), $((SECONDS - started)) s"
    fi
  done
  erase_bar
}

# "[INFO] Building Hjelm model-export 0.1.0-SNAPSHOT    [4/6]" is model-export; the parent has no second word.
module_of() {
  # shellcheck disable=SC2086 # split into words on purpose
  set -- $1
  case ${4:-} in
    [0-9]*) printf 'project' ;;
    *) printf '%s' "$4" ;;
  esac
}

# "[INFO] --- maven-compiler-plugin:3.14.1:compile (default-compile) @ hjelm-sensors ---" as one word.
step_of() {
  case $1 in
    *:testCompile*) printf 'compiling tests' ;;
    *:compile*) printf 'compiling' ;;
    *surefire*) printf 'unit tests' ;;
    *failsafe*) printf 'integration tests' ;;
    *copy-dependencies*) printf 'copying libraries' ;;
    *) printf 'preparing' ;;
  esac
}

# Surefire's total has no class behind it and no time.
is_closing_line() {
  case $1 in
    *'Time elapsed'* | *' -- in '*) return 1 ;;
    *) return 0 ;;
  esac
}

fetched_text() { [ "$fetched" = 0 ] || printf ', %s files fetched' "$fetched"; }

# Reads the variables of show_progress.
draw_bar() {
  local of=${position#*/} at=${position%/*} full bar="" i
  full=$((20 * (${at:-1} - 1) / ${of:-1}))
  for ((i = 0; i < 20; i++)); do
    if [ $i -lt $full ]; then bar+='#'; else bar+='-'; fi
  done
  printf '\r\033[Khjelm: %s [%s] %s %s%s · %s s' \
    "$what" "$bar" "$module" "$step" "$(fetched_text)" $((SECONDS - started)) >&2
}

erase_bar() {
  [ -t 2 ] && printf '\r\033[K' >&2
  return 0
}
