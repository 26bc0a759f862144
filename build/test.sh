#!/usr/bin/env bash
# Sets up, builds, and runs all tests. The last line is "N passed, N failed, N skipped"; the exit code is 0 if nothing failed.
# Arguments go to 'dotnet test': build/test.sh --filter Name~Unmap
set -uo pipefail
cd "$(dirname "$0")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT

if ! build/setup.sh || ! dotnet build IommuConfig.sln --configuration Release --no-restore --verbosity quiet --nologo; then
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi

dotnet test IommuConfig.sln --configuration Release --no-build --nologo --logger "console;verbosity=normal" "$@" | tee "$log" |
  grep -v -E '^ +(Passed|Skipped) |: .*Nothing was compared\.$'
status=${PIPESTATUS[0]}

counts=$(awk '
  /^ +Passed: +[0-9]+$/ { passed += $2 }
  /^ +Failed: +[0-9]+$/ { failed += $2 }
  /^ +Skipped: +[0-9]+$/ { skipped += $2 }
  END { printf "%d %d %d", passed, failed, skipped }' "$log")
read -r passed failed skipped <<<"$counts"

# Why tests were skipped, each reason once.
awk '
  NR == FNR { if (/^ +Skipped .* \[[^]]*\]$/) { sub(/^ +Skipped /, ""); sub(/ \[[^]]*\]$/, ""); names[$0] = 1 } next }
  { for (at = 1; (i = index(substr($0, at), ": ")) > 0; at += i) if (substr($0, 1, at + i - 2) in names) { reasons[substr($0, at + i + 1)]++; break } }
  END { for (reason in reasons) printf "skipped %d: %s\n", reasons[reason], reason }' "$log" "$log" | sort

# A run that ended badly without a failed test (a crashed host, say) is a failure too.
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
  failed=1
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
