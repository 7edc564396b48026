package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.TcpFlags;
import io.flowjay.packet.TcpHeader;
import io.flowjay.packet.TcpOption;
import org.jspecify.annotations.Nullable;

/** What one side of a TCP flow said when it opened the connection: in SYN and SYN+ACK segments, of which there may be several. */
public final class TcpOpening {
    /** Memory that one takes with its first segment, about, in bytes. */
    static final int HELD_BYTES = 128;

    private static final int SYN_ACK = TcpFlags.SYN | TcpFlags.ACK;
    private static final int MP_CAPABLE = 0;
    private static final int MP_JOIN = 1;

    /** Flags that the side's segment of the three-way handshake has of SYN and ACK. */
    private final int handshake;

    private int options;
    private int mss;
    private int windowScale;
    private boolean mpCapable;
    private boolean mpJoin;
    private @Nullable TcpSyn first;
    private int sequence;

    TcpOpening(boolean backward) {
        handshake = backward ? SYN_ACK : TcpFlags.SYN;
    }

    void add(DecodedPacket packet) {
        TcpHeader header = packet.tcp;
        sequence = header.sequence;
        int added = header.options & ~options;
        if ((added & TcpOption.MSS) != 0) {
            mss = header.mss;
        }
        if ((added & TcpOption.WINDOW_SCALE) != 0) {
            windowScale = header.windowScale;
        }
        options |= added;
        if ((packet.tcpFlags & SYN_ACK) == handshake) {
            mpCapable |= header.mptcpSubtype == MP_CAPABLE;
            mpJoin |= header.mptcpSubtype == MP_JOIN;
            if (first == null) {
                first = TcpSyn.of(packet);
            }
        }
    }

    /** The options seen, as bits of {@link TcpOption}. */
    public int options() {
        return options;
    }

    /** Maximum segment size in bytes, 0 when none was sent. */
    public int mss() {
        return mss;
    }

    /** Shift count of the window scale option; 0 also when none was sent. */
    public int windowScale() {
        return windowScale;
    }

    /** Whether the initiator's SYN, or the responder's SYN+ACK, has MP_CAPABLE (RFC 8684 section 3.1). */
    public boolean mpCapable() {
        return mpCapable;
    }

    /** Whether the initiator's SYN, or the responder's SYN+ACK, has MP_JOIN (RFC 8684 section 3.2). */
    public boolean mpJoin() {
        return mpJoin;
    }

    /** Sequence number of the side's latest SYN. */
    int sequence() {
        return sequence;
    }

    /** The initiator's first SYN without ACK, or the responder's first SYN+ACK; null when there was none. */
    public @Nullable TcpSyn first() {
        return first;
    }
}
