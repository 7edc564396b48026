package io.flowjay.protocol.tls;

import io.flowjay.protocol.stream.StreamParser;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * TLS in one direction: found wherever a segment starts with a hello, so behind STARTTLS or CONNECT too, and read until
 * application data begins. Which side this is, the hello tells.
 */
final class TlsStream implements StreamParser, HandshakeReader.Sink {
    /** TLS that has not begun within these bytes is not looked for any more. */
    private static final int MAX_SEARCH = 64 << 10;

    private static final int FIXED_BYTES = 64;
    /** A record reader. */
    private static final int READING_BYTES = 80;

    private @Nullable TlsStart start = new TlsStart();
    private int searched;
    private @Nullable RecordReader records;
    private @Nullable HandshakeReader handshake;
    private int handshakeSegments;
    private boolean malformed;
    private boolean encrypted;
    private int factBytes;

    private @Nullable ClientHello clientHello;
    private @Nullable ClientExtensions cutHello;
    private @Nullable ServerHello serverHello;
    private @Nullable ServerHello retryRequest;
    private @Nullable CertificateChain certificates;
    private @Nullable KeyExchange keyExchange;
    /** Whether the server sent anything but hello and ticket ahead of its ChangeCipherSpec. */
    private boolean fullHandshake;

    @Override
    public boolean accept(byte[] data, int offset, int length) {
        boolean more = false;
        try {
            more = take(data, offset, length);
        } catch (MalformedException e) {
            malformed = true;
        }
        if (!more) {
            release();
        }
        return more;
    }

    private boolean take(byte[] data, int offset, int length) throws MalformedException {
        RecordReader reader = records;
        if (reader == null && start != null) {
            int skipped = searched == 0 ? ProxyHeader.length(data, offset, length) : 0;
            return skipped == length || search(start, data, offset + skipped, length - skipped);
        }
        if (reader != null) {
            read(reader, data, offset, length);
        }
        return reader != null && !reader.ended();
    }

    @Override
    public int heldBytes() {
        TlsStart searching = start;
        HandshakeReader reader = handshake;
        return (searching == null ? 0 : searching.heldBytes())
                + (reader == null ? 0 : READING_BYTES + reader.heldBytes());
    }

    /** Memory that this takes, about, in bytes, without what it holds of messages that are not whole. */
    int factBytes() {
        return FIXED_BYTES + factBytes;
    }

    @Override
    public void end() {
        HandshakeReader reader = handshake;
        if (reader != null) {
            switch (reader.unfinishedType()) {
                case HandshakeType.CLIENT_HELLO -> {
                    ClientExtensions cut = ClientHello.namesOfCut(reader.unfinishedBody());
                    factBytes += cut.heldBytes();
                    cutHello = cut;
                }
                case HandshakeType.CERTIFICATE -> chain(CertificateChain.ofCut(reader.unfinishedBody()));
                default -> {}
            }
        }
        release();
    }

    /** Lets go of what only reading needs. */
    private void release() {
        start = null;
        records = null;
        handshake = null;
    }

    private boolean search(TlsStart searching, byte[] data, int offset, int length) throws MalformedException {
        TlsStart.Match match = searching.next(data, offset, length);
        if (match != TlsStart.Match.YES) {
            searched += length;
            return searched < MAX_SEARCH;
        }
        HandshakeReader messages = new HandshakeReader(this);
        RecordReader reader = new RecordReader(messages, this::isRetrying);
        handshake = messages;
        records = reader;
        byte[] kept = searching.kept();
        int[] starts = searching.segmentStarts();
        start = null;
        for (int i = 0; i < starts.length; i++) {
            int end = i + 1 < starts.length ? starts[i + 1] : kept.length;
            read(reader, kept, starts[i], end - starts[i]);
        }
        read(reader, data, offset, length);
        return !reader.ended();
    }

    private void read(RecordReader reader, byte[] data, int offset, int length) throws MalformedException {
        try {
            if (reader.accept(data, offset, length)) {
                handshakeSegments++;
            }
        } finally {
            encrypted = reader.encrypted();
        }
    }

    private boolean isRetrying() {
        return retryRequest != null && serverHello == null;
    }

    @Override
    public boolean wants(int type) {
        if (serverHello != null && type != HandshakeType.NEW_SESSION_TICKET) {
            fullHandshake = true;
        }
        return switch (type) {
            case HandshakeType.CLIENT_HELLO -> clientHello == null && serverHello == null && retryRequest == null;
            case HandshakeType.SERVER_HELLO -> serverHello == null && clientHello == null;
            case HandshakeType.CERTIFICATE -> serverHello != null && certificates == null;
            case HandshakeType.SERVER_KEY_EXCHANGE -> serverHello != null && keyExchange == null;
            default -> false;
        };
    }

    @Override
    public void message(int type, ByteCursor body) throws MalformedException {
        switch (type) {
            case HandshakeType.CLIENT_HELLO -> {
                ClientHello hello = ClientHello.ofTls(body);
                factBytes += hello.heldBytes();
                clientHello = hello;
            }
            case HandshakeType.SERVER_HELLO -> {
                ServerHello hello = ServerHello.of(body);
                factBytes += hello.heldBytes();
                if (hello.isRetry()) {
                    retryRequest = hello;
                } else {
                    serverHello = hello;
                }
            }
            case HandshakeType.CERTIFICATE -> chain(CertificateChain.of(body));
            case HandshakeType.SERVER_KEY_EXCHANGE -> {
                ServerHello hello = serverHello;
                keyExchange = hello == null ? null : ServerKeyExchange.read(hello.cipherSuite(), body);
            }
            default -> throw new IllegalArgumentException("not wanted: " + type);
        }
    }

    private void chain(CertificateChain chain) {
        factBytes += chain.heldBytes();
        certificates = chain;
    }

    /** Segments that hold a byte of a handshake record. */
    int handshakeSegments() {
        return clientHello == null && serverHello == null && retryRequest == null ? 0 : handshakeSegments;
    }

    boolean malformed() {
        return malformed;
    }

    @Nullable
    ClientHello clientHello() {
        return clientHello;
    }

    @Nullable
    ClientExtensions cutHello() {
        return cutHello;
    }

    @Nullable
    ServerHello serverHello() {
        return serverHello;
    }

    @Nullable
    ServerHello retryRequest() {
        return retryRequest;
    }

    @Nullable
    CertificateChain certificates() {
        return certificates;
    }

    @Nullable
    KeyExchange keyExchange() {
        return keyExchange;
    }

    /** Whether the server went from its hello straight to encryption (RFC 5246 section 7.3, figure 2). */
    boolean abbreviated() {
        return serverHello != null && !fullHandshake && encrypted;
    }
}
