package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.Tunnel;

/** The tunnel identifiers of a flow's packets: of each side the first, and whether there were others. */
final class TunnelIds {
    private final Tunnel kind;
    private final boolean receivers;
    private final long ends;
    private int ofA;
    private int ofB;
    private boolean hasA;
    private boolean hasB;
    private boolean several;

    TunnelIds(DecodedPacket first, Tunnel kind) {
        this.kind = kind;
        receivers = first.tunnelIdIsReceivers;
        ends = ends(first);
    }

    void add(DecodedPacket packet, boolean fromA) {
        if (packet.idTunnel == null) {
            return;
        }
        int id = packet.tunnelId;
        boolean known = fromA ? hasA : hasB;
        several |= packet.idTunnel != kind || (known && id != (fromA ? ofA : ofB));
        if (!known && fromA) {
            ofA = id;
            hasA = true;
        } else if (!known) {
            ofB = id;
            hasB = true;
        }
        several |= !receivers && hasA && hasB && ofA != ofB;
    }

    /** Takes the identifier of a side. */
    interface SideId {
        void of(boolean a, int id);
    }

    /** Hands over what is known, one side after the other. */
    void forEach(SideId taker) {
        if (hasA) {
            taker.of(true, ofA);
        }
        if (hasB) {
            taker.of(false, ofB);
        }
    }

    /** Whether packets of the flow are of different tunnels, and so perhaps of different networks. */
    boolean areSeveral() {
        return several;
    }

    /** Whether a packet of the side has the identifier that the side's packets have. */
    boolean isKnown(DecodedPacket packet, boolean fromA) {
        return (fromA ? hasA : hasB) && packet.tunnelId == (fromA ? ofA : ofB);
    }

    /** Whether a packet can be the first one of its side: it goes between the same ends of the tunnel. */
    boolean mayBegin(DecodedPacket packet, boolean fromA) {
        return !(fromA ? hasA : hasB) && ends == ends(packet);
    }

    /** The identifier as records have it; of tunnels whose sides differ, that of the initiator and that of the responder. */
    String text(boolean initiatorIsA) {
        if (!receivers) {
            return Integer.toUnsignedString(hasA ? ofA : ofB);
        }
        return text(initiatorIsA ? hasA : hasB, initiatorIsA ? ofA : ofB)
                + ':'
                + text(initiatorIsA ? hasB : hasA, initiatorIsA ? ofB : ofA);
    }

    private static String text(boolean known, int id) {
        return known ? Integer.toUnsignedString(id) : "";
    }

    /** Stands for the two ends of the outermost tunnel, whichever way the packet goes. */
    private static long ends(DecodedPacket packet) {
        long source = packet.outerSourceHigh * 31 + packet.outerSourceLow;
        long destination = packet.outerDestinationHigh * 31 + packet.outerDestinationLow;
        return source * destination + source + destination;
    }
}
