#!/usr/bin/env bash
# Feeds damaged DMAR, IVRS and IORT tables and damaged rmrr= and ivmd= options to the runtime: build/fuzz-firmware.sh COUNT [SEED]
# Each number is an input; SEED is the first. What fails is named by its number: build/fuzz-firmware.sh 1 NUMBER repeats it.
set -euo pipefail
cd "$(dirname "$0")/.."

export FUZZ_COUNT="${1:?how many inputs?}" FUZZ_SEED="${2:-1}"
exec dotnet test tests/IommuConfig.Runtime.Tests --configuration Release --nologo --logger "console;verbosity=normal" \
  --filter "FullyQualifiedName~IommuConfig.Runtime.Tests.ReservedMemory.Firmware.FirmwareFuzzTests.As_many_as_one_likes"
