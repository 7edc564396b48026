package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.TunnelPath;

/** The tunnel identifiers of a flow's packets: of each side the first, and whether there were others. */
final class TunnelIds {
    private final long network;
    private final int id;
    private final boolean receivers;
    private int ofA;
    private int ofB;
    private int receiverIdsOfA;
    private int receiverIdsOfB;
    private boolean hasA;
    private boolean hasB;
    private boolean several;

    /**
     * @param first in a tunnel that has an identifier
     * @param several whether packets before it were in none
     */
    TunnelIds(TunnelPath first, boolean several) {
        network = first.network;
        id = first.id;
        receivers = first.idIsReceivers;
        this.several = several;
    }

    void add(TunnelPath path, boolean fromA) {
        several |= path.network != network
                || (known(fromA) && path.receiverIds != (fromA ? receiverIdsOfA : receiverIdsOfB));
        if (path.network == 0 || known(fromA)) {
            return;
        }
        if (fromA) {
            ofA = path.id;
            receiverIdsOfA = path.receiverIds;
            hasA = true;
        } else {
            ofB = path.id;
            receiverIdsOfB = path.receiverIds;
            hasB = true;
        }
    }

    private boolean known(boolean ofSideA) {
        return ofSideA ? hasA : hasB;
    }

    /** Takes the identifiers of a side, as in {@link TunnelPath#receiverIds}. */
    interface SideId {
        void of(boolean a, int id);
    }

    /** Hands over what is known, one side after the other. */
    void forEach(SideId taker) {
        if (hasA) {
            taker.of(true, receiverIdsOfA);
        }
        if (hasB) {
            taker.of(false, receiverIdsOfB);
        }
    }

    /** Whether packets of the flow are of different tunnels, or some of none, and so perhaps of different networks. */
    boolean areSeveral() {
        return several;
    }

    /** Whether a packet of the side has the identifiers that the side's packets have. */
    boolean isKnown(DecodedPacket packet, boolean fromA) {
        return known(fromA) && packet.tunnelPath.receiverIds == (fromA ? receiverIdsOfA : receiverIdsOfB);
    }

    /** Whether a packet can be the first one of its side. */
    boolean mayBegin(boolean fromA) {
        return !known(fromA);
    }

    /** The identifier as records have it; of tunnels whose sides differ, that of the initiator and that of the responder. */
    String text(boolean initiatorIsA) {
        if (!receivers) {
            return Integer.toUnsignedString(id);
        }
        return text(initiatorIsA ? hasA : hasB, initiatorIsA ? ofA : ofB)
                + ':'
                + text(initiatorIsA ? hasB : hasA, initiatorIsA ? ofB : ofA);
    }

    private static String text(boolean known, int id) {
        return known ? Integer.toUnsignedString(id) : "";
    }
}
