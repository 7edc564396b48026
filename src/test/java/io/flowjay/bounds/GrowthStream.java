package io.flowjay.bounds;

import java.io.InputStream;

/** The bytes of a {@link Growth}, made while they are read. */
final class GrowthStream extends InputStream {
    private final Growth growth;
    private byte[] piece;
    private int position;
    private long made;
    private long pieces;
    private boolean ended;

    GrowthStream(Growth growth) {
        this.growth = growth;
        piece = growth.head;
    }

    /** Pieces made so far. */
    long pieces() {
        return pieces;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        int count = 0;
        while (count < length && (position < piece.length || next())) {
            int step = Math.min(length - count, piece.length - position);
            System.arraycopy(piece, position, into, offset + count, step);
            position += step;
            count += step;
        }
        return count == 0 ? -1 : count;
    }

    private boolean next() {
        if (ended) {
            return false;
        }
        position = 0;
        ended = made >= growth.bytes();
        piece = ended ? growth.tail : growth.piece.apply(pieces++);
        made += piece.length;
        return piece.length > 0;
    }
}
