package io.flowjay.packet.fragment;

import io.flowjay.packet.frame.Frame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A fragment's bytes as far as they were captured, and the packets that they came in. */
final class Piece {
    private static final int FIXED_BYTES = 64;

    final int firstBlock;
    final int blocks;
    private final byte[] bytes;
    private final int firstPacket;
    /** What came in several packets: for each block which of them brought it. */
    private final short @Nullable [] packets;

    Piece(Frame frame, @Nullable Datagram around, Fragment fragment, int firstPacket) {
        this.firstPacket = firstPacket;
        firstBlock = fragment.offset() / Fragment.BLOCK;
        blocks = (fragment.length() + Fragment.BLOCK - 1) / Fragment.BLOCK;
        int captured = Math.max(0, Math.min(fragment.length(), frame.capturedEnd() - fragment.at()));
        bytes = Arrays.copyOfRange(frame.data(), fragment.at(), fragment.at() + captured);
        packets = around == null ? null : around.owners(fragment.at(), blocks);
    }

    /** Memory that this takes, about. */
    int size() {
        return FIXED_BYTES + bytes.length + (packets == null ? 0 : 2 * packets.length);
    }

    /** Bytes of the fragment that were captured. */
    int captured() {
        return bytes.length;
    }

    /** The packet that brought a block, counted from the first block. */
    int packetOf(int block) {
        return firstPacket + (packets == null ? 0 : packets[block]);
    }

    /** Copies what was captured of a block, as far as there is room. */
    void copy(int block, byte[] to) {
        int from = block * Fragment.BLOCK;
        int at = (firstBlock + block) * Fragment.BLOCK;
        int count = Math.min(Fragment.BLOCK, Math.min(bytes.length - from, to.length - at));
        if (count > 0) {
            System.arraycopy(bytes, from, to, at, count);
        }
    }
}
