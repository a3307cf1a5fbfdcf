#!/bin/sh
# Compiles the native library into the directory $1, as <os>-<processor>/libarmillaria_blake3.<so|dylib>.
# The compiler is $CC, else cc. This never fails: without a library the pure-Java path takes over.
set -u
cd "$(dirname "$0")" || exit 0
sources=src/main/c
out=$1
compiler=${CC:-cc}

without() {
  echo "armillaria-native: $1: no native library; BLAKE3 takes its pure-Java path."
  exit 0
}

# What is older than a source is not this build's.
for library in "$out"/*/libarmillaria_blake3.*; do
  if [ -n "$(find build.sh $sources -newer "$library" 2>/dev/null)" ]; then
    rm -f "$library"
  fi
done

target=$($compiler -dumpmachine 2>/dev/null) || {
  [ -f "$library" ] && exit 0
  without "no C compiler ($compiler)"
}
case $target in
  *linux*) os=linux suffix=so ;;
  *darwin*) os=macos suffix=dylib ;;
  *) without "$compiler compiles for $target" ;;
esac
case $target in
  x86_64* | amd64*) processor=x86_64 ;;
  aarch64* | arm64*) processor=aarch64 ;;
  *) without "$compiler compiles for $target" ;;
esac

directory=$out/$os-$processor
library=$directory/libarmillaria_blake3.$suffix
if [ -f "$library" ]; then
  exit 0
fi

objects=$(mktemp -d) || without "no temporary directory"
trap 'rm -rf "$objects"' EXIT
mkdir -p "$directory" || without "cannot create $directory"

compile() {
  unit=$1
  shift
  $compiler -std=gnu11 -O3 -fPIC -fvisibility=hidden -Wall -Wextra "$@" \
    -c "$sources/$unit.c" -o "$objects/$unit.o" || without "$compiler could not compile $unit.c"
}

for unit in blake3 many tree dispatch; do
  compile $unit
done
# gcc makes slow half-vectors of the portable rounds.
compile portable -fno-tree-vectorize
case $processor in
  x86_64)
    compile sse41 -msse4.1
    compile avx2 -mavx2
    compile avx512 -mavx512f -mavx512vl
    ;;
  aarch64)
    compile neon
    ;;
esac
$compiler -shared "$objects"/*.o -o "$objects/library" || without "$compiler could not link"
mv -f "$objects/library" "$library" || without "cannot write $library"
echo "armillaria-native: compiled $library with $compiler for $target."
