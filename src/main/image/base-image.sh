#!/bin/sh
# Makes the base of FlowJay's image from Debian's packages, without a Docker daemon or a registry: a Java runtime and libpcap.
# Needs root and mmdebstrap; for another architecture than this machine's also qemu-user-static.
#
#   src/main/image/base-image.sh [FILE [ARCHITECTURE]]      by default target/base-image.tar, of this machine's architecture
set -e
out=${1:-target/base-image.tar}
architecture=${2:-$(dpkg --print-architecture)}
mkdir -p "$(dirname "$out")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Fixed times: the same packages make the same image.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1767225600}
export SOURCE_DATE_EPOCH
mmdebstrap --quiet --variant=essential --architectures="$architecture" \
  --include=openjdk-17-jre-headless,libpcap0.8 \
  --customize-hook='rm -rf "$1"/usr/share/doc/* "$1"/usr/share/man/* "$1"/usr/share/locale/* "$1"/var/cache/* "$1"/var/log/* "$1"/var/lib/apt' \
  bookworm "$work/layer.tar" \
  'deb http://deb.debian.org/debian bookworm main' \
  'deb http://deb.debian.org/debian bookworm-updates main' \
  'deb http://deb.debian.org/debian-security bookworm-security main'

# The form of "docker save".
id=$(sha256sum "$work/layer.tar" | cut -d ' ' -f 1)
cat > "$work/config.json" <<END
{"architecture": "$architecture", "os": "linux", "created": "2026-01-01T00:00:00Z",
 "config": {"Env": ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"]},
 "rootfs": {"type": "layers", "diff_ids": ["sha256:$id"]}}
END
cat > "$work/manifest.json" <<END
[{"Config": "config.json", "RepoTags": ["flowjay-base:latest"], "Layers": ["layer.tar"]}]
END
tar -C "$work" --owner=0 --group=0 --mtime=@"$SOURCE_DATE_EPOCH" -cf "$out" manifest.json config.json layer.tar
