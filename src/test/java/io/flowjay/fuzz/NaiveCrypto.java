package io.flowjay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.protocol.quic.Wire;
import io.flowjay.protocol.tls.ClientHello;
import io.flowjay.protocol.tls.ServerHello;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.util.Arrays;
import java.util.TreeMap;

/** What one side's CRYPTO frames say, put together byte by byte. */
final class NaiveCrypto {
    private static final int LIMIT = 1 << 16;

    private final byte[] hello;
    private final boolean ofClient;
    private final TreeMap<Integer, Byte> bytes = new TreeMap<>();
    private Object found;
    private boolean closed;
    private boolean unknown;
    private boolean beyond;

    private NaiveCrypto(byte[] hello, boolean ofClient) {
        this.hello = hello;
        this.ofClient = ofClient;
    }

    static NaiveCrypto ofClient() {
        return new NaiveCrypto(Wire.CLIENT_HELLO, true);
    }

    static NaiveCrypto ofServer() {
        return new NaiveCrypto(Wire.SERVER_HELLO, false);
    }

    /** For a packet that is not read. */
    static NaiveCrypto none() {
        return new NaiveCrypto(new byte[0], true);
    }

    /** Part of the hello, with zeros behind its end. */
    byte[] part(int offset, int length) {
        return Arrays.copyOfRange(Arrays.copyOf(hello, LIMIT + 256), offset, offset + length);
    }

    /** Frames of which only the decoder knows what they say. */
    byte[] unknown(byte[] frames) {
        unknown = true;
        return frames;
    }

    /** Adds a frame; the first byte for a place stays, and a frame beyond the limit ends its packet. */
    void put(int offset, byte[] data) {
        beyond |= offset + data.length > LIMIT;
        for (int i = 0; i < data.length && !beyond; i++) {
            bytes.putIfAbsent(offset + i, data[i]);
        }
    }

    /** Reads the hello when it is there, behind each packet. */
    void read() {
        beyond = false;
        if (closed || !bytes.containsKey(0)) {
            return;
        }
        closed = bytes.get(0) != (ofClient ? 1 : 2);
        byte[] prefix = prefix();
        if (!closed && prefix.length >= 4) {
            int end = 4 + ((prefix[1] & 0xff) << 16 | (prefix[2] & 0xff) << 8 | (prefix[3] & 0xff));
            closed = end > LIMIT || end <= prefix.length;
            if (end <= prefix.length) {
                parse(ByteCursor.of(prefix, 4, end - 4));
            }
        }
    }

    private byte[] prefix() {
        int end = 0;
        while (bytes.containsKey(end)) {
            end++;
        }
        byte[] prefix = new byte[end];
        for (int i = 0; i < end; i++) {
            prefix[i] = bytes.get(i);
        }
        return prefix;
    }

    private void parse(ByteCursor body) {
        try {
            found = ofClient ? ClientHello.ofTls(body) : ServerHello.of(body);
        } catch (MalformedException e) {
            found = null;
        }
    }

    void check(Object decoded) {
        if (!unknown) {
            assertThat(Facts.of(decoded)).isEqualTo(Facts.of(found));
        }
    }
}
