# Finds a JDK and Maven, and installs them from the distribution's packages when that is allowed.
# shellcheck shell=bash disable=SC2034 # JDK, JDK_FEATURE and MAVEN_VERSION are read by the other files

OLDEST_JDK=17

# Prints the feature number (17, 25) of the JDK in folder $1; nothing when it holds none.
jdk_feature() {
  local line version=""
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 0
  # Reading the release file takes no process; asking javac takes a tenth of a second.
  if [ -r "$1/release" ]; then
    while IFS= read -r line; do
      case $line in JAVA_VERSION=*) version=${line#JAVA_VERSION=\"} ;; esac
    done < "$1/release"
  fi
  if [ -z "$version" ]; then
    version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac //p')
  fi
  version=${version%%[!0-9]*}
  printf '%s' "$version"
}

# Takes the JDK in folder $1 when it is new enough.
take_jdk() {
  local feature
  feature=$(jdk_feature "$1")
  if [ "${feature:-0}" -ge $OLDEST_JDK ]; then
    JDK=$1
    JDK_FEATURE=$feature
    return 0
  fi
  return 1
}

# The JDK that a command on the PATH belongs to.
jdk_of_path() {
  local javac
  javac=$(command -v javac) || return 1
  while [ -L "$javac" ]; do
    case $(readlink "$javac") in
      /*) javac=$(readlink "$javac") ;;
      *) javac=$(dirname "$javac")/$(readlink "$javac") ;;
    esac
  done
  dirname "$(dirname "$javac")"
}

# Sets JDK and JDK_FEATURE: JAVA_HOME first, then the PATH, then the usual folders, oldest that will do first.
look_for_jdk() {
  local folder feature best=0
  if [ -n "${JAVA_HOME:-}" ]; then
    take_jdk "$JAVA_HOME" && return 0
    say "JAVA_HOME=$JAVA_HOME is not a JDK $OLDEST_JDK or newer; looking elsewhere"
  fi
  if [ -x /usr/libexec/java_home ]; then
    folder=$(/usr/libexec/java_home -v "$OLDEST_JDK+" 2> /dev/null) && take_jdk "$folder" && return 0
  fi
  folder=$(jdk_of_path) && take_jdk "$folder" && return 0
  for folder in "${HJELM_JVM_FOLDER:-/usr/lib/jvm}"/*; do
    feature=$(jdk_feature "$folder")
    if [ "${feature:-0}" -ge $OLDEST_JDK ] && { [ "$best" = 0 ] || [ "$feature" -lt "$best" ]; }; then
      best=$feature
      JDK=$folder
      JDK_FEATURE=$feature
    fi
  done
  [ "$best" != 0 ]
}

# Prints the folder of a JDK that knows foreign functions, if there is one; it compiles what only such a JDK can run.
foreign_jdk() {
  local folder feature
  for folder in "$JDK" "${HJELM_JDK25:-$JDK}" "${HJELM_JVM_FOLDER:-/usr/lib/jvm}"/*; do
    feature=$(jdk_feature "$folder")
    if [ "${feature:-0}" -ge 22 ]; then
      printf '%s' "$folder"
      return
    fi
  done
}

# Sets MAVEN and MAVEN_VERSION when there is a Maven 3.8 or newer.
look_for_maven() {
  local numbers
  MAVEN=${MAVEN_HOME:+$MAVEN_HOME/bin/mvn}
  if [ ! -x "${MAVEN:-}" ]; then
    MAVEN=$(command -v mvn) || return 1
  fi
  MAVEN_VERSION=$(JAVA_HOME=${JDK:-} "$MAVEN" -version 2> /dev/null |
    sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p')
  numbers=$(printf '%s' "$MAVEN_VERSION" | sed -n 's/^\([0-9]*\)\.\([0-9]*\).*/\1 \2/p')
  # shellcheck disable=SC2086 # two numbers on purpose
  set -- $numbers
  [ "${1:-0}" -gt 3 ] || { [ "${1:-0}" = 3 ] && [ "${2:-0}" -ge 8 ]; }
}

# Whether packages may be installed: allowed, possible, and as root or with somebody there to say yes.
can_install() {
  [ "$MAY_INSTALL" = yes ] && command -v apt-get > /dev/null || return 1
  [ "$(id -u)" = 0 ] && return 0
  command -v sudo > /dev/null || return 1
  sudo -n true 2> /dev/null || { [ -t 0 ] && [ -t 2 ]; }
}

# Installs the named packages, announced in one line.
install_packages() {
  local as_root="" names=$*
  [ "$(id -u)" = 0 ] || as_root=sudo
  mkdir -p "$TARGET"
  say "installing ${names// /, } from $(distribution) packages (--no-install forbids this)"
  # shellcheck disable=SC2086 # sudo or nothing
  if ! $as_root sh "$HJELM_HOME/deploy/launcher/install-packages.sh" "$@" > "$TARGET/install.log" 2>&1; then
    say "apt-get could not install ${names// /, }; it says why in $TARGET/install.log"
    return 1
  fi
}

distribution() {
  # shellcheck disable=SC1091 # a file of the system
  (. /etc/os-release 2> /dev/null && printf '%s' "${NAME%% *}") || printf 'the distribution'\''s'
}

# The oldest packaged JDK that will do: every distribution carries another set.
jdk_package() {
  local package
  for package in openjdk-17-jdk-headless openjdk-21-jdk-headless openjdk-25-jdk-headless; do
    has_package $package && break
    package=default-jdk-headless
  done
  printf '%s' "$package"
}

has_package() {
  apt-cache policy "$1" 2> /dev/null | grep -q 'Candidate: [0-9]'
}

find_jdk() {
  look_for_jdk && return
  require_toolchain
}

# A JDK and Maven, both, installed together when both are missing.
require_toolchain() {
  local packages=() missing=()
  if [ -z "${JDK:-}" ] && ! look_for_jdk; then
    missing+=("a JDK $OLDEST_JDK or newer")
    can_install && packages+=("$(jdk_package)")
  fi
  if ! look_for_maven; then
    missing+=("Maven 3.8 or newer")
    can_install && packages+=(maven)
  fi
  [ ${#missing[@]} = 0 ] && return
  if [ ${#packages[@]} != 0 ] && install_packages "${packages[@]}"; then
    hash -r
    if look_for_jdk && look_for_maven; then
      return
    fi
    refuse "the packages ${packages[*]} do not bring ${missing[0]}${missing[1]:+ and ${missing[1]}}; install by hand (https://adoptium.net, https://maven.apache.org)."
  fi
  refuse "${missing[0]}${missing[1]:+ and ${missing[1]}} not found; install with 'apt-get install openjdk-17-jdk-headless maven' (Debian, Ubuntu), or from https://adoptium.net and https://maven.apache.org, and set JAVA_HOME and PATH."
}
