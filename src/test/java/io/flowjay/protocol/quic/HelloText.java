package io.flowjay.protocol.quic;

import io.flowjay.protocol.tls.ClientHello;
import io.flowjay.protocol.tls.Ja3;
import io.flowjay.protocol.tls.ServerHello;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;

/** Hellos as text, by which those that a decoder found are compared with those that were sent; empty for none. */
final class HelloText {
    private HelloText() {}

    static String client(QuicFacts facts) {
        return facts.clientHello() == null ? "" : text(facts.clientHello());
    }

    static String server(QuicFacts facts) {
        return facts.serverHello() == null ? "" : text(facts.serverHello());
    }

    static String client(byte[] message) {
        try {
            return text(ClientHello.ofTls(body(message)));
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String server(byte[] message) {
        try {
            return text(ServerHello.of(body(message)));
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String text(ClientHello hello) {
        return hello.ja3().text() + " " + hello.serverName() + " " + hello.alpn();
    }

    private static String text(ServerHello hello) {
        return Ja3.of(hello).text() + " " + hello.version();
    }

    private static ByteCursor body(byte[] message) {
        return ByteCursor.of(message, 4, message.length - 4);
    }
}
