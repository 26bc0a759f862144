#!/usr/bin/env bash
# Threads change domains and devices of software machines while processors come and go: build/stress.sh SECONDS [SEED]
# Each of the machines runs for SECONDS; SEED begins the random choices. The order of threads is the system's, so a seed repeats them only roughly.
set -euo pipefail
cd "$(dirname "$0")/.."

export STRESS_SECONDS="${1:?how many seconds?}" STRESS_SEED="${2:-1}"
exec dotnet test tests/IommuConfig.Runtime.Tests --configuration Release --nologo --logger "console;verbosity=normal" \
  --filter "FullyQualifiedName~IommuConfig.Runtime.Tests.Stress"
