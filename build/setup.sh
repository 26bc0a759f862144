#!/usr/bin/env bash
# Gets what building and testing needs. It may be run as often as one likes.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v dotnet >/dev/null; then
  echo "setup: the .NET 10 SDK is missing; install it and put 'dotnet' on PATH" >&2
  exit 1
fi

if ! dotnet --version >/dev/null 2>&1; then
  echo "setup: no SDK here satisfies global.json, which asks for .NET 10:" >&2
  dotnet --list-sdks >&2
  exit 1
fi

dotnet restore IommuConfig.sln --verbosity quiet
