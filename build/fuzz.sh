#!/usr/bin/env bash
# Feeds damaged Kconfig and .config files to the Kconfig library, in all dialects: build/fuzz.sh SECONDS [SEED]
# Each number is an input; SEED is the first. What fails is kept in $FUZZ_FOLDER (/tmp/kconfig-fuzz/seed-N; "last" is what a crash of the process met).
set -euo pipefail
cd "$(dirname "$0")/.."

export FUZZ_SECONDS="${1:?how many seconds?}" FUZZ_SEED="${2:-1}"
exec dotnet test tests/IommuConfig.Kconfig.Tests --configuration Release --nologo --logger "console;verbosity=normal" \
  --filter "FullyQualifiedName=IommuConfig.Kconfig.Tests.Fuzzing.FuzzTests.As_long_as_one_likes"
