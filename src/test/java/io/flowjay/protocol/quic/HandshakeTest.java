package io.flowjay.protocol.quic;

import static io.flowjay.protocol.quic.Wire.crypto;
import static io.flowjay.protocol.quic.Wire.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hellos from Initial packets, however they come. */
class HandshakeTest {
    private static final byte[] DESTINATION = Wire.RFC_DESTINATION;
    private static final byte[] HELLO = Wire.longHello(1901, 2);

    private final Conversation quic = new Conversation();
    private final Peer client = Peer.client(DESTINATION);
    private final Peer server = Peer.server(DESTINATION);

    @Test
    void helloOverSeveralDatagramsOutOfOrder() {
        byte[] first = client.paddedInitial(crypto(HELLO, 0, 600));
        byte[] second = client.paddedInitial(crypto(HELLO, 600, 1200));
        byte[] third = client.paddedInitial(crypto(HELLO, 1200, 1901));
        quic.client(third);
        quic.client(first);
        assertThat(quic.clientHello()).isEmpty();
        quic.client(first);
        quic.client(second);
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(HELLO));
        assertThat(quic.facts().initialPackets()).isEqualTo(4);
    }

    /** As Chrome does: parts in any order, PING and PADDING between. */
    @Test
    void shuffledFramesInOnePacket() {
        byte[] hello = Wire.CLIENT_HELLO;
        quic.client(client.paddedInitial(
                hex("01"),
                crypto(hello, 200, hello.length),
                Wire.padding(30),
                crypto(hello, 0, 7),
                hex("0101"),
                crypto(hello, 50, 200),
                crypto(hello, 7, 50)));
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(hello));
    }

    static Stream<Arguments> framesAhead() {
        return Stream.of(
                arguments(named("ACK", hex("02 00 00 00 00"))),
                arguments(named("ACK with ranges", hex("02 44b0 4010 03 01 00 00 05 4100 02 06"))),
                arguments(named("ACK with ECN counts", hex("03 05 00 00 05 01 00 02"))),
                arguments(named("PING", hex("01"))),
                arguments(named("PADDING", hex("00 00 00 00"))));
    }

    @ParameterizedTest
    @MethodSource("framesAhead")
    void framesThatAreSkipped(byte[] ahead) {
        quic.client(client.paddedInitial(ahead, crypto(Wire.CLIENT_HELLO)));
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(Wire.CLIENT_HELLO));
    }

    static Stream<Arguments> framesThatEnd() {
        return Stream.of(
                arguments(named("CONNECTION_CLOSE", hex("1c 0a 00 00"))),
                arguments(named("STREAM", hex("08 00 00"))),
                arguments(named("NEW_TOKEN", hex("07 01 00"))),
                arguments(named("unknown type in two bytes", hex("40 52"))),
                arguments(named("ACK with more ranges than bytes", hex("02 00 00 bfffffff 00 00 00"))));
    }

    @ParameterizedTest
    @MethodSource("framesThatEnd")
    void framesThatEndThePacket(byte[] ahead) {
        quic.client(client.paddedInitial(ahead, crypto(Wire.CLIENT_HELLO)));
        assertThat(quic.facts().detected()).isTrue();
        assertThat(quic.facts().packetNumberLength()).isEqualTo(1);
        assertThat(quic.clientHello()).isEmpty();
    }

    @Test
    void helloStandsWhateverFollowsInItsPacket() {
        quic.client(client.paddedInitial(crypto(Wire.CLIENT_HELLO), hex("08 00 00")));
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(Wire.CLIENT_HELLO));
    }

    @Test
    void frameThatEndsItsPacketDoesNotEndTheNext() {
        quic.client(client.paddedInitial(crypto(HELLO, 0, 1000), hex("08 00 00")));
        quic.client(client.paddedInitial(crypto(HELLO, 1000, HELLO.length)));
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(HELLO));
    }

    @Test
    void serverHelloAmongCoalescedPackets() {
        quic.client(client.paddedInitial(crypto(Wire.CLIENT_HELLO)));
        byte[] ack = server.initial(hex("02 00 00 00 00"));
        quic.server(ack, server.initial(crypto(Wire.SERVER_HELLO)), server.handshake(), server.oneRtt(false));
        assertThat(quic.serverHello()).isEqualTo(HelloText.server(Wire.SERVER_HELLO));
        assertThat(quic.facts().initialPackets()).isEqualTo(3);
        assertThat(quic.facts().handshakePackets()).isEqualTo(1);
    }

    @Test
    void keysStayWhenTheClientSendsToTheServersId() {
        quic.client(client.paddedInitial(crypto(HELLO, 0, 1000)));
        quic.server(server.initial(hex("02 00 00 00 00")));
        quic.client(client.to(Wire.RFC_SERVER_ID).paddedInitial(crypto(HELLO, 1000, 1901)));
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(HELLO));
        assertThat(quic.facts().destinationConnectionId()).hasToString("8394c8f03e515708");
    }

    @Test
    void retryGivesNewKeys() {
        byte[] newId = hex("0102030405060708090a");
        quic.client(client.paddedInitial(crypto(HELLO, 0, 1000)));
        quic.server(server.retry(newId, "746f6b656e"));
        Peer again = Peer.client(newId);
        again.token = hex("746f6b656e");
        quic.client(again.paddedInitial(crypto(HELLO, 0, 1000)));
        quic.client(again.paddedInitial(crypto(HELLO, 1000, 1901)));
        quic.server(Peer.server(newId).initial(crypto(Wire.SERVER_HELLO)));

        assertThat(quic.facts().retryPackets()).isEqualTo(1);
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(HELLO));
        assertThat(quic.serverHello()).isEqualTo(HelloText.server(Wire.SERVER_HELLO));
        assertThat(quic.facts().destinationConnectionId()).hasToString("8394c8f03e515708");
        assertThat(quic.facts().initialPackets()).isEqualTo(4);
    }

    @Test
    void forgedRetryChangesNothing() {
        quic.client(client.paddedInitial(crypto(HELLO, 0, 1000)));
        quic.server(server.retry(hex("66666666"), "00"));
        quic.client(client.paddedInitial(crypto(HELLO, 1000, 1901)));
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(HELLO));
    }

    /** RFC 9000 section 17.2: an endpoint closes the connection for these, so that nothing follows. */
    @Test
    void reservedBitsThatAreSet() {
        byte[] frames = Wire.join(crypto(Wire.CLIENT_HELLO), Wire.padding(900));
        byte[] length = Wire.varint(1 + frames.length + 16);
        for (String firstByte : List.of("c4", "c8", "cc")) {
            byte[] header = Wire.join(hex(firstByte + "00000001 08 8394c8f03e515708 00 00"), length, hex("00"));
            quic.client(client.sealer.seal(header, 0, frames));
            assertThat(quic.facts().packetNumberLength()).as(firstByte).isZero();
        }
        byte[] header = Wire.join(hex("c000000001 08 8394c8f03e515708 00 00"), length, hex("00"));
        quic.client(client.sealer.seal(header, 0, frames));
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(Wire.CLIENT_HELLO));
        assertThat(quic.facts().initialPackets()).isEqualTo(4);
    }

    /** RFC 9368 section 2.3: the server answers in version 2, under keys from the same id. */
    @Test
    void compatibleVersionNegotiation() {
        quic.client(client.paddedInitial(crypto(Wire.CLIENT_HELLO)));
        quic.server(Peer.server(Peer.V2, Peer.V2_SALT, DESTINATION).initial(crypto(Wire.SERVER_HELLO)));
        assertThat(quic.facts().version()).isEqualTo(Peer.V1);
        assertThat(quic.serverHello()).isEqualTo(HelloText.server(Wire.SERVER_HELLO));
    }

    @Test
    void helloRetryRequestIsNotTheServerHello() {
        byte[] bothHellos = Wire.join(Wire.HELLO_RETRY_REQUEST, Wire.SERVER_HELLO);
        byte[] clientHellos = Wire.join(Wire.CLIENT_HELLO, HELLO);
        int retryEnd = Wire.HELLO_RETRY_REQUEST.length;

        quic.client(client.paddedInitial(crypto(Wire.CLIENT_HELLO)));
        quic.server(server.initial(crypto(bothHellos, 0, retryEnd)));
        assertThat(quic.serverHello()).isEmpty();
        quic.client(client.paddedInitial(crypto(clientHellos, Wire.CLIENT_HELLO.length, 1000)));
        quic.server(server.initial(crypto(bothHellos, retryEnd, bothHellos.length)));
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(Wire.CLIENT_HELLO));
        assertThat(quic.serverHello()).isEqualTo(HelloText.server(Wire.SERVER_HELLO));
    }

    @Test
    void secondAttemptOnTheSameAddresses() {
        quic.client(client.paddedInitial(crypto(HELLO, 0, 1000)));
        byte[] other = hex("a1a2a3a4a5a6a7a8");
        quic.client(Peer.client(other).paddedInitial(crypto(Wire.CLIENT_HELLO)));
        quic.server(Peer.server(other).initial(crypto(Wire.SERVER_HELLO)));
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(Wire.CLIENT_HELLO));
        assertThat(quic.serverHello()).isEqualTo(HelloText.server(Wire.SERVER_HELLO));
    }

    @Test
    void firstHellosStay() {
        quic.client(client.paddedInitial(crypto(Wire.CLIENT_HELLO)));
        byte[] other = hex("a1a2a3a4a5a6a7a8");
        quic.client(Peer.client(other).paddedInitial(crypto(Wire.longHello(501, 3))));
        quic.server(server.initial(crypto(Wire.SERVER_HELLO)));
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(Wire.CLIENT_HELLO));
        assertThat(quic.serverHello()).isEqualTo(HelloText.server(Wire.SERVER_HELLO));
    }

    @Test
    void clientIsTheOneWhoseKeysFit() {
        quic.server(client.paddedInitial(crypto(Wire.CLIENT_HELLO)));
        quic.client(server.initial(crypto(Wire.SERVER_HELLO)));
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(Wire.CLIENT_HELLO));
        assertThat(quic.serverHello()).isEqualTo(HelloText.server(Wire.SERVER_HELLO));
    }

    /** RFC 9000 section A.3: numbers are cut to their last bytes. */
    @Test
    void truncatedPacketNumbers() {
        client.nextNumber = 0xfe;
        quic.client(client.paddedInitial(crypto(HELLO, 0, 600)));
        client.nextNumber = 0x102;
        quic.client(client.paddedInitial(crypto(HELLO, 600, 1200)));
        client.nextNumber = 0x17a;
        quic.client(client.paddedInitial(crypto(HELLO, 1200, 1901)));
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(HELLO));
    }

    @Test
    void olderPacketNumberAfterNewer() {
        client.numberLength = 2;
        client.nextNumber = 0x0100;
        byte[] newer = client.paddedInitial(crypto(HELLO, 1400, HELLO.length));
        client.numberLength = 1;
        client.nextNumber = 0xf0;
        byte[] older = client.paddedInitial(crypto(HELLO, 0, 700));
        client.nextNumber = 0x178;
        byte[] newest = client.paddedInitial(crypto(HELLO, 700, 1400));
        quic.client(newer);
        quic.client(older);
        quic.client(newest);
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(HELLO));
        assertThat(quic.facts().packetNumberLength()).isEqualTo(2);
    }

    @Test
    void serverBeginsNoAttempt() {
        quic.client(client.paddedInitial(crypto(HELLO, 0, 1000)));
        quic.server(Peer.client(hex("a1a2a3a4a5a6a7a8")).paddedInitial(crypto(Wire.CLIENT_HELLO)));
        assertThat(quic.clientHello()).isEmpty();
        quic.client(client.paddedInitial(crypto(HELLO, 1000, HELLO.length)));
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(HELLO));
    }

    @Test
    void packetCutByTheCaptureIsCountedOnly() {
        byte[] datagram = client.paddedInitial(crypto(Wire.CLIENT_HELLO));
        quic.cut(true, datagram, 100);
        assertThat(quic.facts().detected()).isTrue();
        assertThat(quic.facts().initialPackets()).isEqualTo(1);
        assertThat(quic.clientHello()).isEmpty();
        quic.client(datagram);
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(Wire.CLIENT_HELLO));
    }
}
