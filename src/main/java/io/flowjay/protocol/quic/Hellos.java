package io.flowjay.protocol.quic;

import io.flowjay.protocol.payload.Malformed;
import io.flowjay.protocol.payload.MalformedCounts;
import io.flowjay.protocol.tls.ClientHello;
import io.flowjay.protocol.tls.ServerHello;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import org.jspecify.annotations.Nullable;

/** The first hello of each side, whole and in form. */
final class Hellos {
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;
    private static final int MESSAGE_HEADER = 4;

    private final MalformedCounts malformed;
    private @Nullable ClientHello client;
    private @Nullable ServerHello server;
    private @Nullable ServerHello firstServer;

    /** @param malformed counts what breaks the format */
    Hellos(MalformedCounts malformed) {
        this.malformed = malformed;
    }

    /** The first ClientHello, or null. */
    @Nullable
    ClientHello client() {
        return client;
    }

    /** The first ServerHello that is not a HelloRetryRequest, or null. */
    @Nullable
    ServerHello server() {
        return server;
    }

    /** The first ServerHello, which may be a HelloRetryRequest, or null. */
    @Nullable
    ServerHello firstServer() {
        return firstServer;
    }

    /** Whether a side's hello is known. */
    boolean has(boolean ofClient) {
        return ofClient ? client != null : server != null;
    }

    int heldBytes() {
        return (client == null ? 0 : client.heldBytes())
                + (server == null ? 0 : server.heldBytes())
                + (firstServer == null || firstServer == server ? 0 : firstServer.heldBytes());
    }

    boolean complete() {
        return client != null && server != null;
    }

    /**
     * Takes a side's hello from its stream when it is there, and closes the stream when nothing more is wanted of it.
     *
     * @param isTls whether the stream must hold TLS, so that anything else in it is malformed
     */
    void read(boolean ofClient, CryptoStream stream, boolean isTls) {
        if (stream.isClosed()) {
            return;
        }
        try {
            if (ofClient) {
                readClient(stream);
            } else {
                readServer(stream);
            }
            if (isTls && stream.isClosed() && !has(ofClient)) {
                malformed.add(Malformed.QUIC_CRYPTO_STREAM);
            }
        } catch (MalformedException e) {
            if (isTls) {
                malformed.add(ofClient ? Malformed.QUIC_CLIENT_HELLO : Malformed.QUIC_SERVER_HELLO);
            }
            stream.close();
        }
    }

    private void readClient(CryptoStream stream) throws MalformedException {
        byte[] message = stream.next(CLIENT_HELLO);
        if (message != null) {
            client = ClientHello.ofTls(body(message));
            stream.close();
        }
    }

    private void readServer(CryptoStream stream) throws MalformedException {
        byte[] message = stream.next(SERVER_HELLO);
        while (message != null) {
            ServerHello hello = ServerHello.of(body(message));
            firstServer = firstServer == null ? hello : firstServer;
            if (!hello.isRetry()) {
                server = hello;
                stream.close();
            }
            message = stream.next(SERVER_HELLO);
        }
    }

    private static ByteCursor body(byte[] message) {
        return ByteCursor.of(message, MESSAGE_HEADER, message.length - MESSAGE_HEADER);
    }
}
