#!/bin/sh
# sh gpu-check.sh [OPTIONS]       checks the parts that lie beside this file, unpacks them, and runs
#                                 `gpu-check --from` with the Node that they bring
# sh gpu-check.sh --unpack DEST   only unpacks
# It needs sh, tar, sha256sum, and xz or python3. A kit that is unpacked already is not unpacked again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cache=${RESIDUAL_LAB_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/residual-lab}
to=$cache/gpu-check-kit
only=no
if [ "${1:-}" = --unpack ]; then
  only=yes
  to=$2
fi

decompress() {
  if command -v xz >/dev/null 2>&1; then
    xz -dc
  else
    python3 -c 'import lzma, shutil, sys; shutil.copyfileobj(lzma.open(sys.stdin.buffer), sys.stdout.buffer, 1 << 22)'
  fi
}

if ! cmp -s "$here/SHA256SUMS" "$to/SHA256SUMS"; then
  (cd "$here" && sha256sum -c --quiet SHA256SUMS) || {
    echo "gpu-check: a part is missing or damaged in $here: bring it anew" >&2
    exit 1
  }
  rm -rf "$to.new"
  mkdir -p "$to.new"
  cat "$here"/part.* | decompress | tar xf - -C "$to.new"
  cp "$here/SHA256SUMS" "$to.new/SHA256SUMS"
  rm -rf "$to"
  mv "$to.new" "$to"
fi
[ "$only" = no ] || exit 0
exec "$to/bin/node" "$to/app/out/gpu-check/main.js" --from "$here" --to "$to" "$@"
