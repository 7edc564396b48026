package io.flowjay.protocol.payload;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.Bytes;
import java.util.Objects;

/**
 * Bytes that one end of a flow sent: the payload of a packet, or the next run of a stream. One object serves all packets of a
 * thread, so that a packet costs no allocation. The array is lent for the call: a reader copies what it needs later.
 *
 * <p>A reader of a stream takes bytes from the front. A reader of datagrams leaves them, since other readers get the same object.
 * Reading beyond the end throws IndexOutOfBoundsException or gives foreign bytes, so readers ask for {@link #remaining()} first.
 */
public final class Payload {
    private static final byte[] NOTHING = {};

    private boolean fromResponder;
    private byte[] data = NOTHING;
    private int at;
    private int end;
    private int missing;

    /**
     * Bytes that were captured whole.
     *
     * @param fromResponder whether the flow's responder sent them
     * @param data holds them, and is not copied
     * @param offset where they start in the array
     * @param length how many they are
     * @throws IndexOutOfBoundsException when the array does not hold these
     */
    public static Payload of(boolean fromResponder, byte[] data, int offset, int length) {
        return new Payload().set(fromResponder, data, offset, length, length);
    }

    /**
     * Fills this object with other bytes.
     *
     * @param responder whether the flow's responder sent them
     * @param bytes holds them, and is not copied
     * @param offset where they start in the array
     * @param captured how many of them were captured
     * @param length how many there were on the wire
     * @return this object
     * @throws IndexOutOfBoundsException when the array does not hold these
     */
    public Payload set(boolean responder, byte[] bytes, int offset, int captured, int length) {
        Objects.checkFromIndexSize(offset, captured, bytes.length);
        fromResponder = responder;
        data = bytes;
        at = offset;
        end = offset + captured;
        missing = length - captured;
        return this;
    }

    /** Narrows this object to some bytes of its array, which were captured whole. */
    public void window(int offset, int length) {
        Objects.checkFromIndexSize(offset, length, data.length);
        at = offset;
        end = offset + length;
        missing = 0;
    }

    /** Whether the flow's responder sent the bytes; otherwise its initiator did. */
    public boolean fromResponder() {
        return fromResponder;
    }

    /** The array that holds the bytes, and others. */
    public byte[] data() {
        return data;
    }

    /** Where the next byte lies in {@link #data()}. */
    public int offset() {
        return at;
    }

    /** Bytes left to read. */
    public int remaining() {
        return end - at;
    }

    /** Whether there is anything left to read. */
    public boolean hasRemaining() {
        return at < end;
    }

    /** Bytes from the next one on that there were on the wire, captured or not. */
    public int wireLength() {
        return end - at + missing;
    }

    /** Whether the capture lacks the last bytes. */
    public boolean isCut() {
        return missing > 0;
    }

    /** Takes 8 bits, unsigned. */
    public int u8() {
        return data[at++] & 0xff;
    }

    /** Takes bytes and copies them into an array from an index on. */
    public void take(int count, byte[] into, int index) {
        System.arraycopy(data, at, into, index, count);
        at += count;
    }

    /** Takes bytes and drops them. */
    public void skip(int count) {
        at += count;
    }

    /** Unsigned 8 bits at a distance from the next byte; nothing is taken. */
    public int u8At(int distance) {
        return Bytes.u8(data, at + distance);
    }

    /** Unsigned 16 bits in network order at a distance from the next byte; nothing is taken. */
    public int u16At(int distance) {
        return Bytes.u16be(data, at + distance);
    }

    /** Unsigned 32 bits in network order at a distance from the next byte; nothing is taken. */
    public long u32At(int distance) {
        return Bytes.u32be(data, at + distance);
    }

    /** A cursor over the bytes left to read; nothing is taken. */
    public ByteCursor cursor() {
        return ByteCursor.of(data, at, end - at);
    }

    /** A cursor over some of the bytes left to read, at a distance from the next one; nothing is taken. */
    public ByteCursor cursor(int distance, int length) {
        return ByteCursor.of(data, at + distance, length);
    }
}
