package io.flowjay.feature.group.ip;

import io.flowjay.flow.columns.IpFields;
import io.flowjay.flow.columns.PacketColumns;
import java.util.BitSet;

/** One pass over the IPv4 headers of a flow. */
final class Ipv4Fields {
    static final int NONE = -1;
    /** Identifications count modulo 65536: a step of half of that goes as far forward as back. */
    private static final int HALF = 0x8000;

    int flags;
    int dontFragment;
    int firstForwardTos = NONE;
    int identificationGaps;
    private final BitSet tos = new BitSet();
    private int lastForward = NONE;
    private int lastBackward = NONE;

    Ipv4Fields(PacketColumns packets) {
        for (int i = 0; i < packets.size(); i++) {
            add(packets.ip(i), packets.info(i));
        }
    }

    private void add(int ip, int info) {
        int packetFlags = IpFields.flags(info);
        int packetTos = IpFields.trafficClass(ip);
        boolean backward = (info & PacketColumns.BACKWARD) != 0;
        flags |= packetFlags;
        tos.set(packetTos);
        if (!backward && firstForwardTos == NONE) {
            firstForwardTos = packetTos;
        }
        if ((packetFlags & IpFields.DONT_FRAGMENT) != 0) {
            dontFragment++;
        } else {
            identify(IpFields.identification(ip), backward);
        }
    }

    private void identify(int identification, boolean backward) {
        int last = backward ? lastBackward : lastForward;
        int ahead = (identification - last) & 0xffff;
        if (last != NONE && ahead > 1 && ahead < HALF) {
            identificationGaps++;
        }
        if (backward) {
            lastBackward = identification;
        } else {
            lastForward = identification;
        }
    }

    int minTos() {
        return tos.nextSetBit(0);
    }

    int tosValues() {
        return tos.cardinality();
    }
}
