package io.flowjay.protocol.tls;

import io.flowjay.protocol.container.TdsPackets;
import io.flowjay.protocol.container.UpgradeText;
import io.flowjay.protocol.payload.Malformed;
import io.flowjay.protocol.payload.MalformedCounts;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.stream.StreamParser;
import io.flowjay.protocol.stream.TcpStream;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * TLS in one direction: found wherever a segment starts with a hello or with certificates, or with the request for TLS before
 * them, and read until application data begins; of some connections the lengths of the first records after that are noted. The messages
 * show which side this is.
 */
final class TlsStream implements StreamParser, HandshakeReader.Sink {
    /** TLS that has not begun within these bytes is not looked for any more, except after text. */
    private static final int MAX_SEARCH = 64 << 10;

    /** The same after text, such as that of a mail server. */
    private static final int MAX_TEXT_SEARCH = 1 << 20;

    private static final int READER_BYTES = 160;

    private final TlsConnection connection;
    private final TlsStart start = new TlsStart();
    private int searched;
    /** Bytes taken since TLS began, where that was after more than {@link #MAX_SEARCH} others. */
    private int readLate;

    private @Nullable RecordReader records;
    /** Where the records come in TDS packets: these. */
    private @Nullable TdsPackets packets;
    /** A hello in the form of SSL 2.0 that is not whole. */
    private @Nullable Ssl2Hello ssl2Hello;

    private @Nullable HandshakeReader handshake;
    private int handshakeSegments;
    /** What is malformed if what is read now is. */
    private Malformed reading = Malformed.TLS_RECORD;

    private @Nullable Malformed fault;
    /** Whether a hello in the form of SSL 2.0 came; what follows need not be TLS. */
    private boolean afterSsl2;

    /** Memory of the readers, and of the messages below. */
    private int foundBytes;

    private @Nullable ClientHello clientHello;
    private @Nullable ClientHello secondClientHello;
    private @Nullable ClientExtensions cutHello;
    private @Nullable ServerHello serverHello;
    private @Nullable ServerHello retryRequest;
    private @Nullable CertificateChain certificates;
    /** Whether certificates came without a hello before them, and nothing shows yet that the client sent them. */
    private boolean certificatesFirst;

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
        if (searched >= MAX_SEARCH && records != null) {
            readLate += run.remaining();
        }
        ApplicationRecords application = applicationRecords;
        if (application != null) {
            return application.accept(run);
        }
        try {
            if (ssl2Hello != null) {
                return ssl2(ssl2Hello, run);
            }
            RecordReader reader = records;
            return reader == null ? search(run) : read(reader, run);
        } catch (MalformedException e) {
            fault = afterSsl2 ? null : reading;
            return false;
        }
    }

    /** TLS that begins late gets as many bytes as one that begins at once. */
    @Override
    public boolean readsWhole() {
        return searched >= MAX_SEARCH && readLate < TcpStream.MAX_BYTES;
    }

    @Override
    public int heldBytes() {
        HandshakeReader reader = handshake;
        Ssl2Hello hello = ssl2Hello;
        return reader != null ? reader.heldBytes() : hello != null ? hello.heldBytes() : start.heldBytes();
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
        if (match == TlsStart.Match.NO) {
            int request = UpgradeText.length(segment);
            if (request > 0) {
                segment.skip(request);
                match = start.next(segment);
            }
        }
        if (match != TlsStart.Match.YES) {
            searched += segment.remaining();
            return searched < (match == TlsStart.Match.TOO_SHORT || isText(segment) ? MAX_TEXT_SEARCH : MAX_SEARCH);
        }
        if (start.form() == TlsStart.Form.SSL2) {
            ssl2Hello = new Ssl2Hello();
        } else {
            startRecords();
            packets = start.form() == TlsStart.Form.TDS ? new TdsPackets() : null;
        }
        byte[] kept = start.kept();
        int[] starts = start.segmentStarts();
        boolean wantsMore = true;
        for (int i = 0; i < starts.length && wantsMore; i++) {
            int end = i + 1 < starts.length ? starts[i + 1] : kept.length;
            wantsMore = accept(Payload.of(segment.fromResponder(), kept, starts[i], end - starts[i]));
        }
        return wantsMore && accept(segment);
    }

    /** Whether a segment looks like text by its first and last byte. */
    private static boolean isText(Payload segment) {
        return isText(segment.u8At(0)) && isText(segment.u8At(segment.remaining() - 1));
    }

    private static boolean isText(int value) {
        return (value >= ' ' && value <= '~') || (value >= '\t' && value <= '\r');
    }

    private RecordReader startRecords() {
        HandshakeReader messages = new HandshakeReader(this);
        RecordReader reader = new RecordReader(messages, this::isRetrying);
        handshake = messages;
        records = reader;
        foundBytes += READER_BYTES;
        return reader;
    }

    /** Answers whether more is wanted. */
    private boolean read(RecordReader reader, Payload segment) throws MalformedException {
        TdsPackets inPackets = packets;
        boolean handshakeBytes = inPackets == null ? reader.accept(segment) : read(reader, inPackets, segment);
        if (handshakeBytes) {
            handshakeSegments++;
        }
        boolean more = !reader.ended() && (inPackets == null || !inPackets.ended());
        return more || (inPackets == null && notesRecordLengths(reader, segment));
    }

    /** Answers whether the records after the handshake are looked at; a segment may hold the first of them. */
    private boolean notesRecordLengths(RecordReader reader, Payload segment) {
        if (!connection.notesRecordLengths()) {
            return false;
        }
        ApplicationRecords application = new ApplicationRecords(reader.missing());
        applicationRecords = application;
        foundBytes += ApplicationRecords.HELD_BYTES;
        return application.accept(segment);
    }

    private static boolean read(RecordReader reader, TdsPackets packets, Payload segment) throws MalformedException {
        boolean handshakeBytes = false;
        for (int length = packets.next(segment); length > 0 && !reader.ended(); length = packets.next(segment)) {
            Payload content = Payload.of(segment.fromResponder(), segment.data(), segment.offset(), length);
            handshakeBytes |= reader.accept(content);
            segment.skip(length);
        }
        return handshakeBytes;
    }

    /** Reads a hello in the form of SSL 2.0; records follow when the client's other versions were accepted. */
    private boolean ssl2(Ssl2Hello hello, Payload segment) throws MalformedException {
        handshakeSegments++;
        if (!hello.accept(segment)) {
            return true;
        }
        ssl2Hello = null;
        afterSsl2 = true;
        clientHello = hello.clientHello();
        if (clientHello != null) {
            foundBytes += clientHello.heldBytes();
            RecordReader reader = startRecords();
            return !segment.hasRemaining() || read(reader, segment);
        }
        serverHello = ServerHello.ofSsl2();
        certificates = hello.certificate();
        foundBytes += serverHello.heldBytes() + (certificates == null ? 0 : certificates.heldBytes());
        return false;
    }

    /**
     * Whether a ChangeCipherSpec only pretends: that of a server after its HelloRetryRequest, or of a client before its second hello
     * (RFC 8446 appendix D.4).
     */
    private boolean isRetrying() {
        ClientHello hello = clientHello;
        return hello == null
                ? retryRequest != null && serverHello == null
                : hello.has(ExtensionType.SUPPORTED_VERSIONS) && secondClientHello == null;
    }

    @Override
    public boolean wants(int type) {
        if (serverHello != null && type != HandshakeType.NEW_SESSION_TICKET) {
            fullHandshake = true;
        }
        boolean first = clientHello == null && serverHello == null && retryRequest == null;
        certificatesFirst |= first && type == HandshakeType.CERTIFICATE;
        if (certificatesFirst && type == HandshakeType.CLIENT_KEY_EXCHANGE) {
            certificatesFirst = false;
            certificates = null;
        }
        return switch (type) {
            case HandshakeType.CLIENT_HELLO -> first || (clientHello != null && secondClientHello == null);
            case HandshakeType.SERVER_HELLO -> serverHello == null && clientHello == null;
            case HandshakeType.CERTIFICATE -> (serverHello != null || certificatesFirst) && certificates == null;
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
                if (clientHello == null) {
                    clientHello = hello;
                } else {
                    secondClientHello = hello;
                }
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
        return clientHello == null && !speaksAsServer() ? 0 : handshakeSegments;
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

    /** The client's answer to a HelloRetryRequest; null without one. */
    @Nullable
    ClientHello secondClientHello() {
        return secondClientHello;
    }

    /** Whether a message was read that only a server sends, or certificates that no client is known to have sent. */
    boolean speaksAsServer() {
        return serverHello != null || retryRequest != null || certificates != null;
    }

    /** Version field of the first record; 0 without one. */
    int recordVersion() {
        RecordReader reader = records;
        return reader == null ? 0 : reader.version();
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
