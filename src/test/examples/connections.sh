#!/bin/sh
# Joins the parts of each connection up to the end of the topic. Prints its id, the number of parts, the packets of both directions
# and why the last part ended; needs kcat and jq.
set -e
kcat -C -q -e -b "${1:-localhost:9092}" -t "${2:-flow-features}" -o beginning |
  jq -rs 'unique_by(.record_id) | group_by(.connection_id)[] | sort_by(.part)
    | "\(.[0].connection_id) \(length) \(map(.packets_fwd + .packets_bwd) | add) \(.[-1].flow_end_reason)"'
