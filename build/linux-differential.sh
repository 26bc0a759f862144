#!/usr/bin/env bash
# Configures the Linux 6.1 tree with its own C program and with ours, and compares every byte of what they write.
#   build/linux-differential.sh                    the part that the tests always run
#   build/linux-differential.sh --full             22 architectures x 5 modes, and 375 defconfigs: an hour or so the first time, half of it later
#   build/linux-differential.sh --arch arm64       all of one architecture
#   build/linux-differential.sh --mode randconfig  one mode of all architectures; "defconfig" for all defconfigs, or the name of one
# What the C program wrote is kept beside the unpacked tree. KCONFIG_TEST_CONF compares another program instead of ours.
set -euo pipefail
cd "$(dirname "$0")/.."

while [ $# -gt 0 ]; do
  case "$1" in
    --full) export KCONFIG_TEST_LINUX=full ;;
    --arch) export KCONFIG_TEST_LINUX_ARCH="${2:?--arch asks for a folder of arch}"; shift ;;
    --mode) export KCONFIG_TEST_LINUX_MODE="${2:?--mode asks for a mode}"; shift ;;
    *) sed -n '2,7s/^# \?//p' "$0" >&2; exit 2 ;;
  esac
  shift
done

build/setup.sh
dotnet test tests/IommuConfig.Conf.Tests --configuration Release --nologo --logger "console;verbosity=normal" --filter FullyQualifiedName~LinuxDifferentialTests
