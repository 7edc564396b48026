package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.TcpFlags;
import io.flowjay.packet.TcpHeader;
import io.flowjay.packet.TcpOption;
import org.jspecify.annotations.Nullable;

/** What one side of a TCP flow said when it opened the connection: in SYN and SYN+ACK segments. There may be several. */
public final class TcpOpening {
    private static final int MP_CAPABLE = 0;
    private static final int MP_JOIN = 1;

    /** Whether the side is the responder. */
    private boolean responder;

    private int options;
    private char mss;
    private byte windowScale;
    private byte mpCapable;
    private byte mpJoin;
    private @Nullable TcpSyn firstSyn;
    private @Nullable TcpSyn firstSynAck;
    private int sequence;

    TcpOpening(boolean responder) {
        this.responder = responder;
    }

    /** Makes the side the other one: what it sent is kept. */
    void turn() {
        responder = !responder;
    }

    void add(DecodedPacket packet) {
        TcpHeader header = packet.tcp;
        sequence = header.sequence;
        int added = header.options & ~options;
        if ((added & TcpOption.MSS) != 0) {
            mss = (char) header.mss;
        }
        if ((added & TcpOption.WINDOW_SCALE) != 0) {
            windowScale = (byte) header.windowScale;
        }
        options |= added;
        boolean answer = (packet.tcpFlags & TcpFlags.ACK) != 0;
        if (header.mptcpSubtype == MP_CAPABLE) {
            mpCapable = (byte) (mpCapable | bit(answer));
        } else if (header.mptcpSubtype == MP_JOIN) {
            mpJoin = (byte) (mpJoin | bit(answer));
        }
        if (answer && firstSynAck == null) {
            firstSynAck = TcpSyn.of(packet);
        } else if (!answer && firstSyn == null) {
            firstSyn = TcpSyn.of(packet);
        }
    }

    private static int bit(boolean answer) {
        return answer ? 2 : 1;
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
        return (mpCapable & bit(responder)) != 0;
    }

    /** Whether the initiator's SYN, or the responder's SYN+ACK, has MP_JOIN (RFC 8684 section 3.2). */
    public boolean mpJoin() {
        return (mpJoin & bit(responder)) != 0;
    }

    /** Sequence number of the side's latest SYN. */
    int sequence() {
        return sequence;
    }

    /** The initiator's first SYN without ACK, or the responder's first SYN+ACK; null when there was none. */
    public @Nullable TcpSyn first() {
        return responder ? firstSynAck : firstSyn;
    }
}
