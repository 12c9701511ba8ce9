#!/bin/sh
# Runs as root: installs the named Debian packages, and leaves none of their services running.
set -u

# Debian starts a service as soon as it is installed, and a broker that nobody asked for would then hold
# port 1883. This file is Debian's own way to forbid it; one that the administrator made stays in force.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod 755 "$policy"
fi

had_broker=no
if [ -e /lib/systemd/system/mosquitto.service ]; then
  had_broker=yes
fi

export DEBIAN_FRONTEND=noninteractive
# Old package lists may still do, so a failure here is not the end.
apt-get update -q || true
apt-get install -y -q --no-install-recommends "$@" || exit 1

# Not at the next boot either.
if [ $had_broker = no ] && [ -e /lib/systemd/system/mosquitto.service ] && [ -d /run/systemd/system ]; then
  systemctl disable mosquitto || true
fi
