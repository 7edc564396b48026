package io.flowjay.protocol.tls;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;

/** Distinguished encoding rules of ASN.1 (ITU-T X.690), as far as certificates need them. */
final class Der {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private static final int LONG_LENGTH = 0x80;
    private static final int MAX_LENGTH_BYTES = 4;
    private static final int MAX_IDENTIFIER_BYTES = 64;

    private Der() {}

    /** Tag of a constructed, context-specific value. */
    static int context(int number) {
        return 0xa0 | number;
    }

    /** The value of the next element, which must have the tag. */
    static ByteCursor value(ByteCursor from, int tag) throws MalformedException {
        if (from.peekU8() != tag) {
            throw from.malformed("another ASN.1 tag expected");
        }
        from.skip(1);
        long length = from.u8();
        if (length >= LONG_LENGTH) {
            int bytes = (int) length - LONG_LENGTH;
            if (bytes == 0 || bytes > MAX_LENGTH_BYTES) {
                throw from.malformed("ASN.1 length is not DER");
            }
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = length << Byte.SIZE | from.u8();
            }
        }
        return from.slice(length);
    }

    /** The next element as an object identifier in dotted form. */
    static String objectIdentifier(ByteCursor from) throws MalformedException {
        ByteCursor encoded = value(from, OBJECT_IDENTIFIER);
        if (encoded.remaining() == 0 || encoded.remaining() > MAX_IDENTIFIER_BYTES) {
            throw encoded.malformed("length of an object identifier");
        }
        StringBuilder text = new StringBuilder();
        while (encoded.hasRemaining()) {
            long arc = arc(encoded);
            if (text.length() == 0) {
                long root = Math.min(2, arc / 40);
                text.append(root).append('.').append(arc - root * 40);
            } else {
                text.append('.').append(arc);
            }
        }
        return text.toString();
    }

    /** A number in groups of 7 bits, all but the last with the high bit set; it wraps where it exceeds 63 bits. */
    private static long arc(ByteCursor encoded) throws MalformedException {
        long arc = 0;
        int group = encoded.u8();
        while ((group & 0x80) != 0) {
            arc = (arc << 7) | (group & 0x7f);
            group = encoded.u8();
        }
        return ((arc << 7) | group) & Long.MAX_VALUE;
    }
}
