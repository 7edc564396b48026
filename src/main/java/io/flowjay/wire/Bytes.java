package io.flowjay.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers at an offset of a byte array, in network byte order ({@code be}) or its reverse ({@code le}). A read beyond the array
 * throws IndexOutOfBoundsException, so callers check against the end of what they may read first.
 */
public final class Bytes {
    private static final VarHandle SHORT_BE = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT_LE =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_BE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_LE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG_BE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG_LE =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Bytes() {}

    /** Unsigned 8 bits. */
    public static int u8(byte[] data, int at) {
        return data[at] & 0xff;
    }

    /** Unsigned 16 bits, network order. */
    public static int u16be(byte[] data, int at) {
        return (short) SHORT_BE.get(data, at) & 0xffff;
    }

    /** Unsigned 16 bits, little-endian. */
    public static int u16le(byte[] data, int at) {
        return (short) SHORT_LE.get(data, at) & 0xffff;
    }

    /** Unsigned 32 bits, network order. */
    public static long u32be(byte[] data, int at) {
        return (int) INT_BE.get(data, at) & 0xffffffffL;
    }

    /** Unsigned 32 bits, little-endian. */
    public static long u32le(byte[] data, int at) {
        return (int) INT_LE.get(data, at) & 0xffffffffL;
    }

    /** Signed 64 bits, network order. */
    public static long i64be(byte[] data, int at) {
        return (long) LONG_BE.get(data, at);
    }

    /** Signed 64 bits, little-endian. */
    public static long i64le(byte[] data, int at) {
        return (long) LONG_LE.get(data, at);
    }
}
