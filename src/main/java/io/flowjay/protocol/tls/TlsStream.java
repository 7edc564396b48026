package io.flowjay.protocol.tls;

import io.flowjay.protocol.payload.Malformed;
import io.flowjay.protocol.payload.MalformedCounts;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.stream.StreamParser;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * TLS in one direction: found wherever a segment starts with a hello, so after STARTTLS or CONNECT too, and read until
 * application data begins; of some connections the lengths of the first records after that are noted. The hello shows which side
 * this is.
 */
final class TlsStream implements StreamParser, HandshakeReader.Sink {
    /** TLS that has not begun within these bytes is not looked for any more. */
    private static final int MAX_SEARCH = 64 << 10;

    private static final int READER_BYTES = 160;

    private final TlsConnection connection;
    private final TlsStart start = new TlsStart();
    private int searched;
    private @Nullable RecordReader records;
    private @Nullable HandshakeReader handshake;
    private int handshakeSegments;
    /** What is malformed if what is read now is. */
    private Malformed reading = Malformed.TLS_RECORD;

    private @Nullable Malformed fault;
    /** Memory of the readers, and of the messages below. */
    private int foundBytes;

    private @Nullable ClientHello clientHello;
    private @Nullable ClientExtensions cutHello;
    private @Nullable ServerHello serverHello;
    private @Nullable ServerHello retryRequest;
    private @Nullable CertificateChain certificates;
    private @Nullable KeyExchange keyExchange;
    /** Whether the server sent anything but hello and ticket before its ChangeCipherSpec. */
    private boolean fullHandshake;

    private @Nullable ApplicationRecords applicationRecords;

    /** @param connection whose direction this is */
    TlsStream(TlsConnection connection) {
        this.connection = connection;
    }

    @Override
    public boolean accept(Payload run) {
        ApplicationRecords application = applicationRecords;
        if (application != null) {
            return application.accept(run);
        }
        try {
            RecordReader reader = records;
            if (reader == null) {
                run.skip(searched == 0 ? ProxyHeader.length(run) : 0);
                return !run.hasRemaining() || search(run);
            }
            read(reader, run);
            return wantsMore(reader, run);
        } catch (MalformedException e) {
            fault = reading;
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
        if (reader != null && applicationRecords == null) {
            switch (reader.unfinishedType()) {
                case HandshakeType.CLIENT_HELLO -> cutHello = ClientHello.namesOfCut(reader.unfinishedBody());
                case HandshakeType.CERTIFICATE -> certificates = CertificateChain.ofCut(reader.unfinishedBody());
                default -> {}
            }
        }
    }

    private boolean search(Payload segment) throws MalformedException {
        TlsStart.Match match = start.next(segment);
        if (match != TlsStart.Match.YES) {
            searched += segment.remaining();
            return searched < MAX_SEARCH;
        }
        HandshakeReader messages = new HandshakeReader(this);
        RecordReader reader = new RecordReader(messages, this::isRetrying);
        handshake = messages;
        records = reader;
        foundBytes = READER_BYTES;
        byte[] kept = start.kept();
        int[] starts = start.segmentStarts();
        for (int i = 0; i < starts.length; i++) {
            int end = i + 1 < starts.length ? starts[i + 1] : kept.length;
            read(reader, Payload.of(segment.fromResponder(), kept, starts[i], end - starts[i]));
        }
        read(reader, segment);
        return wantsMore(reader, segment);
    }

    private boolean wantsMore(RecordReader reader, Payload run) {
        if (!reader.ended()) {
            return true;
        }
        if (!connection.notesRecordLengths()) {
            return false;
        }
        ApplicationRecords application = new ApplicationRecords(reader.missing());
        applicationRecords = application;
        foundBytes += ApplicationRecords.HELD_BYTES;
        return application.accept(run);
    }

    private void read(RecordReader reader, Payload segment) throws MalformedException {
        if (reader.accept(segment)) {
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
        reading = switch (type) {
            case HandshakeType.CLIENT_HELLO -> Malformed.TLS_CLIENT_HELLO;
            case HandshakeType.SERVER_HELLO -> Malformed.TLS_SERVER_HELLO;
            case HandshakeType.CERTIFICATE -> Malformed.TLS_CERTIFICATE_LIST;
            default -> Malformed.TLS_SERVER_KEY_EXCHANGE;
        };
        read(type, body);
        reading = Malformed.TLS_RECORD;
    }

    private void read(int type, ByteCursor body) throws MalformedException {
        switch (type) {
            case HandshakeType.CLIENT_HELLO -> {
                ClientHello hello = ClientHello.ofTls(body);
                clientHello = hello;
                foundBytes += hello.heldBytes();
            }
            case HandshakeType.SERVER_HELLO -> {
                ServerHello hello = ServerHello.of(body);
                foundBytes += hello.heldBytes();
                if (hello.isRetry()) {
                    retryRequest = hello;
                } else {
                    serverHello = hello;
                }
            }
            case HandshakeType.CERTIFICATE -> {
                CertificateChain chain = CertificateChain.of(body);
                certificates = chain;
                foundBytes += chain.heldBytes();
            }
            case HandshakeType.SERVER_KEY_EXCHANGE -> {
                ServerHello hello = serverHello;
                keyExchange = hello == null ? null : ServerKeyExchange.read(hello.cipherSuite(), body);
            }
            default -> throw new IllegalArgumentException("not wanted: " + type);
        }
    }

    /** Memory of what was found, about, beside bytes that wait. */
    int foundBytes() {
        return foundBytes;
    }

    /** Segments that hold a byte of a handshake record. */
    int handshakeSegments() {
        return clientHello == null && serverHello == null && retryRequest == null ? 0 : handshakeSegments;
    }

    void countMalformed(MalformedCounts into) {
        if (fault != null) {
            into.add(fault);
        }
        if (certificates != null) {
            into.add(Malformed.TLS_CERTIFICATE, certificates.malformed());
        }
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
    ApplicationRecords applicationRecords() {
        return applicationRecords;
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
