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
            isWrong(flow, packet, fromA);
        }
    }

    /** What may be done with the payload of a packet that somebody wants to read; counts the packet if its checksum is wrong. */
    Verdict of(Flow flow, DecodedPacket packet, boolean fromA) {
        if (mode == ChecksumMode.IGNORE) {
            return Verdict.READ;
        }
        boolean wasRight = flow.hasRightChecksum(fromA);
        if (!isWrong(flow, packet, fromA)) {
            return Verdict.READ;
        }
        return mode == ChecksumMode.VERIFY ? Verdict.LEAVE : wasRight ? Verdict.DOUBT : Verdict.READ;
    }

    private boolean isWrong(Flow flow, DecodedPacket packet, boolean fromA) {
        TransportChecksum found = TransportChecksum.of(packet);
        if (found == TransportChecksum.RIGHT) {
            flow.noteRightChecksum(fromA);
        }
        // Linux leaves the checksums of most segments to the card, but not those of all: so only who wants to be strict
        // refuses it.
        boolean wrong = found == TransportChecksum.WRONG
                || (found == TransportChecksum.PARTIAL && mode == ChecksumMode.VERIFY && flow.hasRightChecksum(fromA));
        if (wrong) {
            flow.countBadChecksum();
        }
        return wrong;
    }
}
