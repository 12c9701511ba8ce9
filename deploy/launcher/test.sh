# Everything the project checks: mvn verify on the default JDK, and the same tests once more on JDK 25.
# shellcheck shell=bash

TEST_USAGE="usage: ./hjelm test [--quick]   (--quick: unit tests on one JDK only)"

test_everything() {
  local quick=no started=$SECONDS failed=no newer
  for option in "$@"; do
    case $option in
      --quick) quick=yes ;;
      -h | --help)
        printf '%s\n' "$TEST_USAGE"
        exit 0
        ;;
      *) refuse "test knows no '$option'; $TEST_USAGE" ;;
    esac
  done
  require_toolchain
  mkdir -p "$TARGET"
  SUMMARY=()
  if [ $quick = yes ]; then
    run_tests "$JDK_FEATURE" -DskipITs || failed=yes
  else
    install_test_tools
    run_tests "$JDK_FEATURE" || failed=yes
    newer=$(newest_jdk)
    if [ -z "$newer" ]; then
      SUMMARY+=("JDK 25: not found (HJELM_JDK25, /usr/lib/jvm/*25*), so nothing was run on it")
    elif [ $failed = yes ]; then
      SUMMARY+=("JDK 25: not tried after the failure on JDK $JDK_FEATURE")
    elif [ "$JDK_FEATURE" != 25 ]; then
      run_tests_again_on "$newer" || failed=yes
    fi
  fi
  for line in "${SUMMARY[@]}"; do
    printf 'hjelm: %s\n' "$line"
  done
  if [ $failed = yes ]; then
    printf 'hjelm: FAILED after %s\n' "$(spelled $((SECONDS - started)))"
    exit 1
  fi
  printf 'hjelm: all passed in %s\n' "$(spelled $((SECONDS - started)))"
}

# A broker and a browser for the tests that want real ones.
install_test_tools() {
  local packages=()
  [ -x /usr/sbin/mosquitto ] || command -v mosquitto > /dev/null || packages+=(mosquitto)
  command -v chromium > /dev/null || packages+=(chromium)
  [ ${#packages[@]} = 0 ] && return
  if can_install && packaged "${packages[@]}" && install_packages "${AVAILABLE[@]}"; then
    hash -r
    [ ${#AVAILABLE[@]} = ${#packages[@]} ] && return
  fi
  say "without ${packages[*]} the tests that need a Mosquitto broker or a browser are skipped"
}

# Sets AVAILABLE to those of the packages that the distribution has; Ubuntu, for one, has Chromium only as a snap.
packaged() {
  local package
  AVAILABLE=()
  for package in "$@"; do
    has_package "$package" && AVAILABLE+=("$package")
  done
  [ ${#AVAILABLE[@]} != 0 ]
}

newest_jdk() {
  local folder
  for folder in "${HJELM_JDK25:-}" "${HJELM_JVM_FOLDER:-/usr/lib/jvm}"/*25*; do
    if [ "$(jdk_feature "$folder")" = 25 ]; then
      printf '%s' "$folder"
      return
    fi
  done
}

# The first run has built everything; this one only starts the tests' own processes on the JDK in folder $1.
run_tests_again_on() {
  jvm_flags 25
  run_tests 25 "-Djvm=$1/bin/java" "-Dhjelm.jvm.flags=${JVM_FLAGS[*]}" -Dsurefire.reportNameSuffix=jdk25 \
    -Dmaven.main.skip=true -Djacoco.skip -Dspotless.check.skip -Dcyclonedx.skip
}

# Runs the tests on JDK $1 with more options for Maven.
run_tests() {
  local feature=$1 log=$TARGET/test-jdk$1.log started=$SECONDS status
  shift
  say "testing on JDK $feature; Maven's own output: $log"
  run_maven verify -fae "$@" 2>&1 < /dev/null | tee "$log" | show_progress testing
  status=${PIPESTATUS[0]}
  SUMMARY+=("JDK $feature: $(totals "$log"), $(spelled $((SECONDS - started)))")
  if [ "$status" != 0 ]; then
    show_errors "$log" 100
    say "failed on JDK $feature; all that Maven said is in $log"
    return 1
  fi
}

# Adds up the closing lines of all modules.
totals() {
  grep 'Tests run: ' "$1" | grep -v -e 'Time elapsed' -e ' -- in ' |
    sed 's/[^0-9]\{1,\}/ /g' |
    awk '{ run += $1; bad += $2 + $3; skipped += $4 }
         END { printf "%d tests, %d failed, %d skipped", run, bad, skipped }'
}

spelled() { printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); }
