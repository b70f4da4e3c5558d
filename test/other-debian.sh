#!/usr/bin/env bash
# Runs the shells' tests with the shells of another release of Debian, as root, after `node build.mjs`:
#   bash test/other-debian.sh trixie
# Needs debootstrap. No part of CI, which has the shells of one release.
set -euo pipefail
checkout=$(cd "$(dirname "$0")/.." && pwd)
release=${1:?which release of Debian, such as trixie}

shells=(bash zsh fish ksh93u+m mksh busybox dash yash)
tools=tmux,strace,bsdutils,direnv,procps,git
root=$(mktemp -d)
# Tests go in under other accounts.
chmod 755 "$root"
mounts=()

clean_up() {
  for ((at = ${#mounts[@]} - 1; at >= 0; at--)); do umount --lazy "${mounts[at]}"; done
  rm -rf --one-file-system "$root"
}
trap clean_up EXIT

mount_inside() {
  mkdir -p "$root/$2"
  mount --bind "$1" "$root/$2"
  mounts+=("$root/$2")
}

echo "== the shells of $release"
debootstrap --variant=minbase --include="$tools" "$release" "$root" >/dev/null
mount_inside /proc proc
mount_inside /dev dev
mount_inside /dev/pts dev/pts
mount_inside "$checkout" checkout

inside() {
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

# Not every release has all of them.
for package in "${shells[@]}"; do
  inside apt-get install -qq --no-install-recommends "$package" &>/dev/null || true
  inside dpkg-query -W "$package" 2>/dev/null || echo "$package -"
done
# mksh answers to that name where there is no ksh93.
inside test -e /bin/ksh93 || inside update-alternatives --quiet --remove-all ksh

# shellcheck disable=SC2016 # the shell inside expands it
inside bash -euc '
  cd /checkout
  node_modules/node-linux-*/bin/node --test --test-reporter=dot test/contract/*.test.ts \
    test/road/{tab,renew-session,setup}.test.ts test/build/completion-scripts.test.ts
'
echo "== passed with the shells of $release"
