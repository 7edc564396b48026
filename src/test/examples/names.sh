#!/bin/sh
# Prints the server name and the JA4 fingerprint of each flow that has them, up to the end of the topic; needs kcat and jq.
set -e
kcat -C -q -e -b "${1:-localhost:9092}" -t "${2:-flow-features}" -o beginning |
  jq -r 'select(.ja4 != null and .ja4 != "") | "\(.tls_sni) \(.ja4)"'
