package io.flowjay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.ProtocolReaders;
import io.flowjay.protocol.UdpProtocols;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.quic.Peer;
import io.flowjay.protocol.quic.QuicFacts;
import io.flowjay.protocol.quic.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Initial packets with their right protection, so that any frames get behind it. Each packet is a control byte, a length (1) and as
 * many bytes. Bits of the control byte: 0 the server sends it, 1 it is damaged, 2 and 3 the length of its number less one, 4 the bytes
 * are its frames. Without bit 4 four bytes each make a CRYPTO frame with part of the side's hello: offset (2), length (1), and what
 * the part's first byte is changed by (1).
 */
class QuicInitialFuzzTest {
    private static final int MAX_PACKETS = 64;

    @FuzzTest(maxDuration = "5m")
    void anyFrames(byte[] input) {
        Peer client = Peer.client(Wire.RFC_DESTINATION);
        Peer server = Peer.server(Wire.RFC_DESTINATION);
        NaiveCrypto clientStream = NaiveCrypto.ofClient();
        NaiveCrypto serverStream = NaiveCrypto.ofServer();
        UdpProtocols protocols = new ProtocolReaders(Set.of(Protocol.QUIC)).udp();
        ByteBuffer in = ByteBuffer.wrap(input);
        boolean clientKnown = false;
        for (int packets = 0; in.remaining() >= 2 && packets < MAX_PACKETS; packets++) {
            int control = in.get();
            byte[] content = new byte[Math.min(in.get() & 0xff, in.remaining())];
            in.get(content);
            boolean ofServer = (control & 1) != 0;
            boolean damaged = (control & 2) != 0;
            clientKnown |= !ofServer && !damaged;
            NaiveCrypto stream = ofServer ? serverStream : clientStream;
            NaiveCrypto reading = damaged || !clientKnown ? NaiveCrypto.none() : stream;
            byte[] frames = (control & 16) != 0 ? reading.unknown(content) : crypto(stream, reading, content);
            Peer peer = ofServer ? server : client;
            peer.numberLength = 1 + (control >> 2 & 3);
            byte[] datagram = peer.initial(frames);
            datagram[datagram.length - 1] ^= (byte) (control & 2);
            protocols.datagram(Payload.of(ofServer, datagram, 0, datagram.length));
            reading.read();
            assertThat(protocols.heldBytes()).isBetween(0, QuicDatagramFuzzTest.BUFFERS);
        }
        protocols.end();
        QuicFacts quic = protocols.quic();
        if (quic != null) {
            QuicDatagramFuzzTest.check(quic);
            clientStream.check(quic.clientHello());
            serverStream.check(quic.serverHello());
        }
    }

    private static byte[] crypto(NaiveCrypto stream, NaiveCrypto reading, byte[] content) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.wrap(content);
        while (in.remaining() >= 4) {
            int offset = in.getShort() & 0xffff;
            byte[] data = stream.part(offset, in.get() & 0xff);
            byte change = in.get();
            if (data.length > 0) {
                data[0] ^= change;
            }
            frames.writeBytes(Wire.crypto(offset, data));
            reading.put(offset, data);
        }
        return frames.toByteArray();
    }
}
