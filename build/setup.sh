#!/usr/bin/env bash
# Gets what building and testing needs. It may be run as often as one likes.
# The C programs that the tests compare with are wanted, not needed: what cannot be had is named with how to get it, and its tests are skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v dotnet >/dev/null; then
  echo "setup: the .NET 10 SDK is missing; install it and put 'dotnet' on PATH" >&2
  exit 1
fi

if ! problem=$(dotnet --version 2>&1); then
  echo "setup: 'dotnet' does not start here. It needs the SDK of .NET 10 (global.json), and a HOME or DOTNET_CLI_HOME to write to. It says:" >&2
  echo "$problem" >&2
  exit 1
fi

# package | a file that is there once it is installed
wanted='linux-kbuild-6.1|/usr/lib/linux-kbuild-6.1/scripts/kconfig/conf
linux-source-6.1|/usr/src/linux-source-6.1.tar.xz
kconfig-frontends|/usr/bin/kconfig-conf
python3-pytest|/usr/lib/python3/dist-packages/pytest/__init__.py
python3-kconfiglib|/usr/lib/python3/dist-packages/kconfiglib.py
gcc|/usr/bin/gcc'

# With "short", one package a line; otherwise what to do about each.
missing() {
  while IFS='|' read -r package file; do
    if [ ! -e "$file" ]; then
      if [ "${1:-}" = short ]; then echo "$package"; else echo "setup: $file is missing, get it with: apt-get install $package" >&2; fi
    fi
  done <<<"$wanted"
}

apt() {
  DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 \
    -o DPkg::Lock::Timeout=120 "$@" </dev/null >/dev/null 2>&1
}

mapfile -t packages < <(missing short)
if [ ${#packages[@]} -gt 0 ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  if ! apt install --no-install-recommends "${packages[@]}"; then
    apt update || true
    # One at a time, so that a package this system lacks does not keep the others away.
    for package in "${packages[@]}"; do apt install --no-install-recommends "$package" || true; done
  fi
fi

missing

# The part of the Linux tree that configuring it reads: 41 of 1,400 MB, in ten seconds. The tests find it by the same rule.
cache="${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/iommuconfig"
tree="$cache/linux-6.1"
archive=/usr/src/linux-source-6.1.tar.xz
unpack() {
  mkdir -p "$cache" || return
  local part
  part=$(mktemp -d "$cache/linux-6.1.XXXXXX") || return
  # tar fails if a pattern matches nothing, so each of these is there.
  if tar --extract --xz --file "$archive" --directory "$part" --strip-components 1 --wildcards \
      'linux-source-6.1/scripts/*' '*/Kconfig*' '*/Makefile' 'linux-source-6.1/arch/*/configs/*' 'linux-source-6.1/kernel/configs/*' \
      'linux-source-6.1/arch/*/tools/*' 'linux-source-6.1/include/linux/compiler-version.h' &&
    stamp >"$part/.unpacked-from" && chmod 755 "$part"; then
    rm -rf "$tree"
    # Somebody else may have been faster; theirs is as good.
    mv -T "$part" "$tree" 2>/dev/null || rm -rf "$part"
  else
    rm -rf "$part"
    return 1
  fi
}

stamp() { stat --format '%s %Y' "$archive"; }

if [ -e "$archive" ] && [ "$(cat "$tree/.unpacked-from" 2>/dev/null)" != "$(stamp)" ]; then
  unpack || echo "setup: cannot unpack $archive into $tree; the tests on the Linux tree are skipped" >&2
fi

dotnet restore IommuConfig.sln --verbosity quiet
