package io.flowjay.packet.fragment;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.frame.Frame;
import io.flowjay.packet.frame.IpHeader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An IP packet that came in fragments, and the packets that they came in. Where fragments overlap, the bytes that came first stay.
 * A fragment that itself came in fragments is several packets here.
 */
public final class Datagram {
    static final int MAX_LENGTH = 65_535;

    private static final int UNKNOWN = -1;
    private static final int FIXED_BYTES = 256 + FragmentOrigin.BYTES;

    final FragmentKey key;
    final long firstNanos;

    private final FragmentOrigin origin;
    private final int firstProtocol;
    private final HeldPackets held = new HeldPackets();
    private final List<Piece> pieces = new ArrayList<>(2);
    /** Blocks that are there. */
    private final BitSet present = new BitSet();

    private int length = UNKNOWN;
    private int capturedEnd = MAX_LENGTH;
    private int protocol = UNKNOWN;
    private long pieceBytes;

    private byte[] data = new byte[0];
    /** The packet that brought each block. */
    private short[] owners = new short[0];

    Datagram(Fragment first, FragmentOrigin origin, long firstNanos) {
        key = first.key();
        firstProtocol = first.protocol();
        this.origin = origin;
        this.firstNanos = firstNanos;
    }

    /** Gives a packet what its fragments have in common. */
    void describe(DecodedPacket packet) {
        origin.show(packet);
        key.show(packet);
        packet.protocol = protocol == UNKNOWN ? firstProtocol : protocol;
        packet.icmpTypeAndCode = -1;
        packet.icmpQuery = -1;
    }

    /** The packets that the fragments came in. */
    public HeldPackets held() {
        return held;
    }

    /** Length of the payload; known once the packet is complete. */
    int length() {
        return length;
    }

    /** Upper-layer protocol, which the first fragment tells. */
    int protocol() {
        return protocol;
    }

    /** The payload of a complete packet. */
    public byte[] data() {
        return data;
    }

    /** Where the first byte lies that a snapshot length cut off, or the payload ends. */
    int capturedEnd() {
        return Math.min(capturedEnd, length);
    }

    /** Memory that this packet takes while it waits, about. */
    long bytes() {
        return FIXED_BYTES + present.size() / Byte.SIZE + pieceBytes + held.bytes();
    }

    boolean isComplete() {
        return length != UNKNOWN && present.nextClearBit(0) * Fragment.BLOCK >= length;
    }

    /**
     * Whether the packets that a fragment came in can be held too.
     *
     * @param around as for {@link #add}
     */
    boolean hasRoomFor(@Nullable Datagram around) {
        return held.size() + (around == null ? 1 : around.held.size()) <= HeldPackets.MAX;
    }

    /**
     * Adds a fragment.
     *
     * @param frame holds the fragment, or the last part of it
     * @param around what the fragment came in, when that came in fragments itself; else null
     * @return whether it overlaps others
     */
    boolean add(Frame frame, @Nullable Datagram around, Fragment fragment) {
        Piece piece = new Piece(frame, around, fragment, held.size());
        pieces.add(piece);
        pieceBytes += piece.size();
        hold(frame, around, fragment);
        if (piece.captured() < fragment.length()) {
            capturedEnd = Math.min(capturedEnd, fragment.offset() + piece.captured());
        }
        if (fragment.offset() == 0 && protocol == UNKNOWN) {
            protocol = fragment.protocol();
        }
        int end = fragment.offset() + fragment.length();
        boolean otherEnd = !fragment.more() && length != UNKNOWN && length != end;
        if (!fragment.more() && length == UNKNOWN) {
            length = end;
        }
        int endBlock = piece.firstBlock + piece.blocks;
        int taken = present.nextSetBit(piece.firstBlock);
        present.set(piece.firstBlock, endBlock);
        return otherEnd || (taken >= 0 && taken < endBlock);
    }

    /** Puts the pieces of a complete packet together. */
    void assemble() {
        data = new byte[length];
        owners = new short[(length + Fragment.BLOCK - 1) / Fragment.BLOCK];
        present.clear();
        for (Piece piece : pieces) {
            int blocks = Math.min(piece.blocks, owners.length - piece.firstBlock);
            for (int i = 0; i < blocks; i++) {
                int block = piece.firstBlock + i;
                if (!present.get(block)) {
                    present.set(block);
                    owners[block] = (short) piece.packetOf(i);
                    piece.copy(i, data);
                }
            }
        }
        pieces.clear();
    }

    /** How many of the bytes from {@code from} to {@code to} each packet brought. */
    public int[] shares(int from, int to) {
        int[] shares = new int[held.size()];
        int end = Math.min(to, length);
        for (int at = Math.max(0, from); at < end; at = (at / Fragment.BLOCK + 1) * Fragment.BLOCK) {
            shares[owners[at / Fragment.BLOCK]] += Math.min(end, (at / Fragment.BLOCK + 1) * Fragment.BLOCK) - at;
        }
        return shares;
    }

    /** Which packets brought the blocks of a fragment inside, from {@code at} on. */
    short[] owners(int at, int blocks) {
        short[] found = new short[blocks];
        for (int i = 0; i < blocks; i++) {
            found[i] = owners[(at + i * Fragment.BLOCK) / Fragment.BLOCK];
        }
        return found;
    }

    private void hold(Frame frame, @Nullable Datagram around, Fragment fragment) {
        int at = fragment.header();
        int header = IpHeader.hopLimit(frame.data(), at)
                | IpHeader.trafficClass(frame.data(), at) << 8
                | IpHeader.flags(frame.data(), at) << 16;
        if (around == null) {
            held.add(frame.packet, fragment.ipLength(), fragment.length(), header);
        } else {
            int[] lengths = around.shares(at, at + fragment.ipLength());
            int[] payloads = around.shares(fragment.at(), fragment.at() + fragment.length());
            held.add(around.held, lengths, payloads, header);
        }
    }
}
