package io.flowjay.feature.group.ip;

import io.flowjay.feature.heuristic.InitialHopLimit;
import io.flowjay.flow.columns.IpFields;
import io.flowjay.flow.columns.PacketColumns;

/** The hop limits of one direction's packets. */
final class HopLimits {
    int packets;
    int first;
    int min = Integer.MAX_VALUE;
    int max;
    long sum;
    int changes;

    HopLimits(PacketColumns columns, boolean backward) {
        int last = 0;
        for (int i = 0; i < columns.size(); i++) {
            if (((columns.info(i) & PacketColumns.BACKWARD) != 0) != backward) {
                continue;
            }
            int hopLimit = IpFields.hopLimit(columns.ip(i));
            if (packets == 0) {
                first = hopLimit;
            } else if (hopLimit != last) {
                changes++;
            }
            last = hopLimit;
            min = Math.min(min, hopLimit);
            max = Math.max(max, hopLimit);
            sum += hopLimit;
            packets++;
        }
    }

    double mean() {
        return (double) sum / packets;
    }

    /** The hop limit that the host sent its first packet with, estimated. */
    int initial() {
        return InitialHopLimit.of(first);
    }

    /** Routers on the way of the first packet, estimated. */
    int hops() {
        return initial() - first;
    }
}
