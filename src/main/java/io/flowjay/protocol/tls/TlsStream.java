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

    private final TlsStart start = new TlsStart();
    private int searched;
    private @Nullable RecordReader records;
    private @Nullable HandshakeReader handshake;
    private int handshakeSegments;
    private boolean malformed;

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
        try {
            RecordReader reader = records;
            if (reader == null) {
                int skipped = searched == 0 ? ProxyHeader.length(data, offset, length) : 0;
                return skipped == length || search(data, offset + skipped, length - skipped);
            }
            read(reader, data, offset, length);
            return !reader.ended();
        } catch (MalformedException e) {
            malformed = true;
            return false;
        }
    }

    @Override
    public int heldBytes() {
        HandshakeReader reader = handshake;
        return reader == null ? start.heldBytes() : reader.heldBytes();
    }

    @Override
    public void end() {
        HandshakeReader reader = handshake;
        if (reader != null) {
            switch (reader.unfinishedType()) {
                case HandshakeType.CLIENT_HELLO -> cutHello = ClientHello.namesOfCut(reader.unfinishedBody());
                case HandshakeType.CERTIFICATE -> certificates = CertificateChain.ofCut(reader.unfinishedBody());
                default -> {}
            }
        }
    }

    private boolean search(byte[] data, int offset, int length) throws MalformedException {
        TlsStart.Match match = start.next(data, offset, length);
        if (match != TlsStart.Match.YES) {
            searched += length;
            return searched < MAX_SEARCH;
        }
        HandshakeReader messages = new HandshakeReader(this);
        RecordReader reader = new RecordReader(messages, this::isRetrying);
        handshake = messages;
        records = reader;
        byte[] kept = start.kept();
        int[] starts = start.segmentStarts();
        for (int i = 0; i < starts.length; i++) {
            int end = i + 1 < starts.length ? starts[i + 1] : kept.length;
            read(reader, kept, starts[i], end - starts[i]);
        }
        read(reader, data, offset, length);
        return !reader.ended();
    }

    private void read(RecordReader reader, byte[] data, int offset, int length) throws MalformedException {
        if (reader.accept(data, offset, length)) {
            handshakeSegments++;
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
            case HandshakeType.CLIENT_HELLO -> clientHello = ClientHello.ofTls(body);
            case HandshakeType.SERVER_HELLO -> {
                ServerHello hello = ServerHello.of(body);
                if (hello.isRetry()) {
                    retryRequest = hello;
                } else {
                    serverHello = hello;
                }
            }
            case HandshakeType.CERTIFICATE -> certificates = CertificateChain.of(body);
            case HandshakeType.SERVER_KEY_EXCHANGE -> {
                ServerHello hello = serverHello;
                keyExchange = hello == null ? null : ServerKeyExchange.read(hello.cipherSuite(), body);
            }
            default -> throw new IllegalArgumentException("not wanted: " + type);
        }
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
        RecordReader reader = records;
        return serverHello != null && !fullHandshake && reader != null && reader.encrypted();
    }
}
