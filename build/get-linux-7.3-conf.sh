#!/usr/bin/env bash
# Gets the conf of Linux 7.3, which the tests compare the dialect "linux" with, from Debian's experimental and unstable. Nothing is installed: the program and
# the C library that it needs are unpacked into a folder of the tests' own. When Debian has moved on to another release there is nothing to get.
set -euo pipefail

cache="${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/iommuconfig"
part=$(mktemp -d)
trap 'rm -rf "$part"' EXIT

# The archive that this system uses, and its keys.
site=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep '/debian/\?$' | head -n 1)
keys=/usr/share/keyrings/debian-archive-keyring.gpg
mkdir -p "$part/lists/partial" "$part/cache/archives/partial"
printf 'deb [signed-by=%s] %s %s main\n' "$keys" "$site" sid "$keys" "$site" experimental >"$part/sources.list"
apt=(apt-get -qq -o "Dir::Etc::SourceList=$part/sources.list" -o Dir::Etc::SourceParts=/dev/null -o "Dir::State::Lists=$part/lists" -o "Dir::Cache=$part/cache"
  -o APT::Sandbox::User=root)
"${apt[@]}" update
(cd "$part" && "${apt[@]}" download linux-kbuild-7.3 libc6/sid)

target="$part/linux-7.3"
for package in "$part"/*.deb; do dpkg-deb --extract "$package" "$target"; done
mkdir -p "$cache"
cat >"$target/conf" <<'CONF'
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec "$here/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2" --library-path "$here/usr/lib/x86_64-linux-gnu" --argv0 "$0" "$here/usr/lib/linux-kbuild-7.3/scripts/kconfig/conf" "$@"
CONF
chmod +x "$target/conf"

# Does it run here?
printf 'config A\n\tbool "a"\n' >"$part/Kconfig"
(cd "$part" && "$target/conf" --alldefconfig Kconfig >/dev/null)
rm -rf "$cache/linux-7.3"
mv "$target" "$cache/linux-7.3"
echo "The conf of Linux 7.3 is $cache/linux-7.3/conf"
