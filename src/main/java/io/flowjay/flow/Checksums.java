package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.settings.ChecksumMode;

/**
 * Decides by its checksum whether the payload of a packet is read. Hosts drop a packet with a wrong one, so that it can show an observer
 * something that its receiver never saw. Where the capture was taken on the sender itself, before its network card computed the
 * checksums, all of them are wrong.
 */
final class Checksums {
    /** What may be done with a payload. */
    enum Verdict {
        /** It may be read. */
        READ,
        /** Its receiver may have dropped it. */
        DOUBT,
        /** It is not read. */
        LEAVE
    }

    private final ChecksumMode mode;

    Checksums(ChecksumMode mode) {
        this.mode = mode;
    }

    /** Looks at a segment without payload, which is quickly done, until the sender is known for right checksums. */
    void lookAt(Flow flow, DecodedPacket packet, boolean fromA) {
        if (mode != ChecksumMode.IGNORE && !flow.hasRightChecksum(fromA)) {
            verify(flow, packet, fromA);
        }
    }

    /** What may be done with the payload of a packet that somebody wants to read; counts the packet if its checksum is wrong. */
    Verdict of(Flow flow, DecodedPacket packet, boolean fromA) {
        if (mode == ChecksumMode.IGNORE) {
            return Verdict.READ;
        }
        boolean wasRight = flow.hasRightChecksum(fromA);
        if (verify(flow, packet, fromA) != TransportChecksum.WRONG) {
            return Verdict.READ;
        }
        return mode == ChecksumMode.VERIFY ? Verdict.LEAVE : wasRight ? Verdict.DOUBT : Verdict.READ;
    }

    private static TransportChecksum verify(Flow flow, DecodedPacket packet, boolean fromA) {
        TransportChecksum found = TransportChecksum.of(packet);
        switch (found) {
            case RIGHT -> flow.noteRightChecksum(fromA);
            case WRONG -> flow.countBadChecksum();
            case UNKNOWN -> {}
        }
        return found;
    }
}
