package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.TcpFlags;
import java.util.Arrays;

/**
 * The first payload bytes of each direction of a TCP or UDP flow, in the order of the capture. TCP data that is sent once more is
 * left out, and so is what was not captured.
 */
public final class PayloadSample {
    /** What an object of this class takes without the bytes, about. */
    private static final int OWN_BYTES = 128;

    private static final int FIRST_CAPACITY = 64;

    private final int limit;
    private Side forward = new Side();
    private Side backward = new Side();

    /** @param limit bytes of a direction to keep */
    PayloadSample(int limit) {
        this.limit = limit;
    }

    /** The bytes of the initiator, or of the responder; the array may be longer than the sample, and is not copied. */
    public byte[] bytes(boolean ofResponder) {
        return side(ofResponder).bytes;
    }

    /** How many bytes of the array of a direction are its sample. */
    public int size(boolean ofResponder) {
        return side(ofResponder).size;
    }

    /** Memory that this takes, about, in bytes. */
    int heldBytes() {
        return OWN_BYTES + forward.bytes.length + backward.bytes.length;
    }

    /** Exchanges the sides. */
    void turn() {
        Side ofInitiator = forward;
        forward = backward;
        backward = ofInitiator;
    }

    /** Takes what is new of a packet, and answers whether the sample of its direction had room. */
    boolean add(DecodedPacket packet, boolean ofResponder) {
        Side side = side(ofResponder);
        if (side.size == limit) {
            return false;
        }
        int repeated = 0;
        if (packet.protocol == IpProtocol.TCP) {
            int opening = (packet.tcpFlags & TcpFlags.SYN) == 0 ? 0 : 1;
            repeated = side.repeated(packet.tcp.sequence + opening, packet.contentLength());
        }
        int added = Math.min(packet.contentCaptured() - repeated, limit - side.size);
        if (added > 0) {
            side.add(packet.data(), packet.contentAt() + repeated, added, limit);
        }
        return true;
    }

    private Side side(boolean ofResponder) {
        return ofResponder ? backward : forward;
    }

    private static final class Side {
        private byte[] bytes = {};
        private int size;
        /** The data without holes that came last: its first sequence number, and the one behind its last. */
        private int first;

        private int next;

        /** How many bytes at the start of a segment came before. */
        int repeated(int sequence, int length) {
            int offset = sequence - first;
            int known = next - first;
            if (offset > known || size == 0) {
                first = sequence;
                next = sequence + length;
                return 0;
            }
            if (offset < 0) {
                // It fills a hole.
                return 0;
            }
            next = first + Math.max(known, offset + length);
            return Math.min(known - offset, length);
        }

        void add(byte[] data, int at, int count, int limit) {
            if (size + count > bytes.length) {
                int wanted = Math.max(Math.max(bytes.length * 2, FIRST_CAPACITY), size + count);
                bytes = Arrays.copyOf(bytes, Math.min(limit, wanted));
            }
            System.arraycopy(data, at, bytes, size, count);
            size += count;
        }
    }
}
