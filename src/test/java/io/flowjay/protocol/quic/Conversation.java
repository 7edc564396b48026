package io.flowjay.protocol.quic;

import io.flowjay.protocol.payload.Payload;

/** A flow whose initiator is the QUIC client, unless a test says otherwise. */
final class Conversation {
    private final QuicDecoder decoder = new QuicDecoder(new InitialProtection());

    QuicFacts facts() {
        return decoder.facts();
    }

    /** The client's hello as text, empty for none. */
    String clientHello() {
        return HelloText.client(facts());
    }

    /** The server's hello as text, empty for none. */
    String serverHello() {
        return HelloText.server(facts());
    }

    void client(byte[]... packets) {
        datagram(true, Wire.join(packets));
    }

    void server(byte[]... packets) {
        datagram(false, Wire.join(packets));
    }

    /** A datagram of which only the first bytes were captured. */
    void cut(boolean fromInitiator, byte[] datagram, int captured) {
        decoder.datagram(new Payload().set(!fromInitiator, datagram, 0, captured, datagram.length));
    }

    private void datagram(boolean fromInitiator, byte[] datagram) {
        byte[] between = Wire.join(new byte[3], datagram, new byte[5]);
        decoder.datagram(Payload.of(!fromInitiator, between, 3, datagram.length));
    }
}
