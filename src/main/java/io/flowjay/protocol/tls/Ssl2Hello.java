package io.flowjay.protocol.tls;

import io.flowjay.protocol.payload.Payload;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.Bytes;
import io.flowjay.wire.MalformedException;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A hello in the form of SSL 2.0: a client of that version sends it, or a newer client that also accepts the old version (RFC 5246
 * appendix E.2); a server sends it when SSL 2.0 is chosen. Sections 1.1, 2.5 and 2.6 of draft-hickman-netscape-ssl-00 define it.
 *
 * <pre>
 * record: 1 (1) | length (15) | message
 * client: 1 | version 2 | ciphers length 2 | session id length 2 | challenge length 2 |
 *         ciphers, 3 each | session id | challenge
 * server: 4 | session known 1 | certificate type 1 | version 2 | certificate length 2 | ciphers length 2 | connection id length 2 |
 *         certificate | ciphers, 3 each | connection id
 * </pre>
 */
final class Ssl2Hello {
    /** Least value of a hello's first byte, which is never one of a TLS record's. */
    static final int FIRST_BYTE = 0x80;
    /** Bytes up to the message's type, with it. */
    static final int TYPE_END = 3;

    /** The version number of SSL 2.0. */
    static final int VERSION = 0x0002;

    private static final int RECORD_HEADER = 2;
    private static final int CLIENT_HELLO = 1;
    private static final int CLIENT_HEADER = 11;
    private static final int SERVER_HELLO = 4;
    private static final int SERVER_HEADER = 13;
    private static final int CIPHER_LENGTH = 3;
    private static final int MAX_ID = 32;
    private static final int MIN_CHALLENGE = 16;
    private static final int FIRST_OF_SSL3 = 0x0300;
    private static final int LAST_OF_TLS = 0x0304;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int missing = RECORD_HEADER;

    /** Length of record header and fixed fields of a hello; 0 when the type is not a hello's. */
    static int headerLength(int type) {
        return switch (type) {
            case CLIENT_HELLO -> CLIENT_HEADER;
            case SERVER_HELLO -> SERVER_HEADER;
            default -> 0;
        };
    }

    /** Whether record header and fixed fields are those of a hello: lengths, which have to add up, and version. */
    static boolean isHeader(byte[] header) {
        int length = recordLength(header);
        if (header.length == CLIENT_HEADER) {
            int version = Bytes.u16be(header, 3);
            int ciphers = Bytes.u16be(header, 5);
            int sessionId = Bytes.u16be(header, 7);
            int challenge = Bytes.u16be(header, 9);
            return (version == VERSION || (version >= FIRST_OF_SSL3 && version <= LAST_OF_TLS))
                    && ciphers > 0
                    && ciphers % CIPHER_LENGTH == 0
                    && sessionId <= MAX_ID
                    && challenge >= MIN_CHALLENGE
                    && challenge <= MAX_ID
                    && length == CLIENT_HEADER - RECORD_HEADER + ciphers + sessionId + challenge;
        }
        int certificate = Bytes.u16be(header, 7);
        int ciphers = Bytes.u16be(header, 9);
        int connectionId = Bytes.u16be(header, 11);
        return header[3] >= 0
                && header[3] <= 1
                && Bytes.u16be(header, 5) == VERSION
                && ciphers % CIPHER_LENGTH == 0
                && connectionId >= MIN_CHALLENGE
                && connectionId <= MAX_ID
                && length == SERVER_HEADER - RECORD_HEADER + certificate + ciphers + connectionId;
    }

    private static int recordLength(byte[] header) {
        return Bytes.u16be(header, 0) & 0x7fff;
    }

    /** Takes the hello's bytes, no more; answers whether all have come. */
    boolean accept(Payload run) {
        while (run.hasRemaining() && missing > 0) {
            int count = Math.min(missing, run.remaining());
            bytes.write(run.data(), run.offset(), count);
            run.skip(count);
            missing -= count;
            if (bytes.size() == RECORD_HEADER) {
                missing = recordLength(bytes.toByteArray());
            }
        }
        return missing == 0;
    }

    int heldBytes() {
        return bytes.size();
    }

    /** The client's hello; null when it is a server's. */
    @Nullable
    ClientHello clientHello() throws MalformedException {
        ByteCursor message = message();
        if (message.u8() != CLIENT_HELLO) {
            return null;
        }
        int version = message.u16();
        int[] ciphers = new int[message.u16() / CIPHER_LENGTH];
        int sessionIdLength = message.u16();
        message.skip(Short.BYTES);
        for (int i = 0; i < ciphers.length; i++) {
            ciphers[i] = message.u24();
        }
        return ClientHello.ofSsl2(version, message.latin1(sessionIdLength), ciphers);
    }

    /** The certificate of a server's hello; null when there is none. */
    @Nullable
    CertificateChain certificate() throws MalformedException {
        ByteCursor message = message();
        message.skip(SERVER_HEADER - RECORD_HEADER - 3 * Short.BYTES);
        int length = message.u16();
        message.skip(2 * Short.BYTES);
        return length == 0 ? null : CertificateChain.ofOne(message.slice(length));
    }

    private ByteCursor message() {
        byte[] all = bytes.toByteArray();
        return ByteCursor.of(all, RECORD_HEADER, all.length - RECORD_HEADER);
    }
}
