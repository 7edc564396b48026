package io.flowjay.protocol.quic;

import static io.flowjay.protocol.quic.Wire.crypto;
import static io.flowjay.protocol.quic.Wire.hex;
import static io.flowjay.protocol.quic.Wire.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.protocol.payload.Payload;
import io.flowjay.testing.HeapBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What decoders say they hold against what they take of the heap. */
class HeldBytesTest {
    private static final byte[] HELLO = Wire.longHello(1901, 2);
    private static final byte[] LARGE_HELLO = Wire.longHello(CryptoStream.LIMIT - 1, 3);
    private static final byte[] SERVER_ID = hex("f067a5502a4262b5");

    static Stream<Arguments> flows() {
        Peer client = Peer.client(Wire.RFC_DESTINATION);
        client.numberLength = 2;
        Peer server = Peer.server(Wire.RFC_DESTINATION);
        byte[] whole = client.paddedInitial(crypto(Wire.CLIENT_HELLO));
        byte[] answer = join(server.initial(crypto(Wire.SERVER_HELLO)), server.handshake());
        return Stream.of(
                flow(
                        "an Initial that does not open",
                        Peer.client(hex("0badcafe")).to(hex("12345678")).paddedInitial(hex("01"))),
                flow("no Initial", client.handshake()),
                flow("a ClientHello without an answer", whole),
                arguments(named("both hellos", List.of(whole)), List.of(answer)),
                flow("half a ClientHello", client.paddedInitial(crypto(HELLO, 0, 1000))),
                flow("the other half", client.paddedInitial(crypto(HELLO, 1000, HELLO.length))),
                flow(
                        "a byte far ahead",
                        client.initial(crypto(LARGE_HELLO, CryptoStream.MAX_AHEAD - 1, CryptoStream.MAX_AHEAD))),
                flow("four attempts", attempts(Peer.V1, Peer.V1_SALT, 4)),
                flow("five attempts, of which four are kept", attempts(Peer.V1, Peer.V1_SALT, 5)),
                flow(
                        "a reserved version: keys by several salts",
                        attempts(0x1a2a3a4a, "c3eef712c72ebb5a11a7d2432bb46365bef9f502", 1)),
                flow("a ClientHello of 64 kB", pieces(client, LARGE_HELLO.length)),
                flow("a ClientHello of 64 kB but for a byte", pieces(client, LARGE_HELLO.length - 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flows")
    void isWhatTheHeapSays(List<byte[]> ofClient, List<byte[]> ofServer) {
        InitialProtection protection = new InitialProtection();
        double heap = HeapBytes.ofOneMore(() -> decoder(protection, ofClient, ofServer));
        assertThat((double) decoder(protection, ofClient, ofServer).heldBytes()).isBetween(0.95 * heap, 1.5 * heap);
    }

    private static QuicDecoder decoder(InitialProtection protection, List<byte[]> ofClient, List<byte[]> ofServer) {
        QuicDecoder decoder = new QuicDecoder(protection);
        ofClient.forEach(datagram -> decoder.datagram(Payload.of(false, datagram, 0, datagram.length)));
        ofServer.forEach(datagram -> decoder.datagram(Payload.of(true, datagram, 0, datagram.length)));
        return decoder;
    }

    /** Attempts to connect, to another id each, with half a hello. */
    private static byte[][] attempts(int version, String salt, int count) {
        byte[][] datagrams = new byte[count][];
        for (int i = 0; i < count; i++) {
            byte[] destination = SERVER_ID.clone();
            destination[0] = (byte) i;
            datagrams[i] = Peer.client(version, salt, destination).paddedInitial(crypto(HELLO, 0, 1000));
        }
        return datagrams;
    }

    private static byte[][] pieces(Peer client, int length) {
        List<byte[]> datagrams = new ArrayList<>();
        for (int at = 0; at < length; at += 1100) {
            datagrams.add(client.initial(crypto(LARGE_HELLO, at, Math.min(length, at + 1100))));
        }
        return datagrams.toArray(byte[][]::new);
    }

    private static Arguments flow(String name, byte[]... ofClient) {
        return arguments(named(name, List.of(ofClient)), List.of());
    }
}
