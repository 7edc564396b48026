package io.flowjay.protocol.quic;

import static io.flowjay.protocol.quic.Wire.crypto;
import static io.flowjay.protocol.quic.Wire.hex;
import static io.flowjay.protocol.quic.Wire.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.protocol.payload.Payload;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What headers tell without keys: detection, counts, ids, the spin bit. */
class LongHeaderTest {
    private static final String REST = "00".repeat(28);

    private final Conversation quic = new Conversation();

    static Stream<Arguments> packets() {
        return Stream.of(
                packet("Initial, version 1", "c0 00000001 04 01020304 02 0a0b 00 1c" + REST, "1 0 0 0 dcid 4 scid 2"),
                packet("Initial with a token", "c0 00000001 01 01 00 03 aabbcc 1c" + REST, "1 0 0 0 dcid 1 scid 0"),
                packet(
                        "Initial, length in 8 bytes",
                        "c0 00000001 00 00 00 c00000000000001c" + REST,
                        "1 0 0 0 dcid 0 scid 0"),
                packet("Initial, version 2", "d0 6b3343cf 00 00 00 1c" + REST, "1 0 0 0 dcid 0 scid 0"),
                packet("0-RTT", "d0 00000001 00 00 1c" + REST, "0 1 0 0 dcid 0 scid 0"),
                packet("Handshake", "e0 00000001 00 00 1c" + REST, "0 0 1 0 dcid 0 scid 0"),
                packet("Retry", "f0 00000001 00 01 05" + REST, "0 0 0 1 dcid 0 scid 1"),
                packet("Retry, version 2", "c0 6b3343cf 00 01 05" + REST, "0 0 0 1 dcid 0 scid 1"),
                packet(
                        "ids of 20 bytes",
                        "e0 00000001 14" + "01".repeat(20) + "14" + "02".repeat(20) + "1c" + REST,
                        "0 0 1 0 dcid 20 scid 20"),
                packet(
                        "two Initials",
                        "c0 00000001 00 00 00 1c" + REST + "c0 00000001 00 00 00 1c" + REST,
                        "2 0 0 0 dcid 0 scid 0"),
                packet(
                        "all types in one datagram",
                        "c0 00000001 00 00 00 1c" + REST + "d0 00000001 00 00 1c" + REST + "e0 00000001 00 00 1c" + REST
                                + "f0 00000001 00 01 05" + REST,
                        "1 1 1 1 dcid 0 scid 0"),
                packet(
                        "zeros behind the packet",
                        "c0 00000001 00 00 00 1c" + REST + "0000000000",
                        "1 0 0 0 dcid 0 scid 0"),
                packet(
                        "damage behind the packet",
                        "c0 00000001 00 00 00 1c" + REST + "c0 00000001 ff",
                        "1 0 0 0 dcid 0 scid 0"),
                packet(
                        "another version behind the packet",
                        "c0 00000001 00 00 00 1c" + REST + "c0 12345678 00 00 00 1c" + REST,
                        "1 0 0 0 dcid 0 scid 0"));
    }

    private static Arguments packet(String name, String datagram, String counts) {
        return arguments(named(name, hex(datagram)), counts);
    }

    @ParameterizedTest
    @MethodSource("packets")
    void countsAndIds(byte[] datagram, String expected) {
        quic.client(datagram);
        QuicFacts facts = quic.facts();
        assertThat(facts.detected()).isTrue();
        assertThat(facts.initialPackets() + " " + facts.zeroRttPackets() + " " + facts.handshakePackets() + " "
                        + facts.retryPackets() + " dcid "
                        + facts.destinationConnectionId().length() + " scid "
                        + facts.sourceConnectionId().length())
                .isEqualTo(expected);
    }

    static Stream<Arguments> noEvidence() {
        return Stream.of(
                arguments(named("fixed bit 0", hex("80 00000001 00 00 00 1c" + REST))),
                arguments(named("version not known", hex("c0 12345678 00 00 00 1c" + REST))),
                arguments(named("reserved version in a small datagram", hex("c0 0a1a2a3a 00 00 00 1c" + REST))),
                arguments(named("id of 21 bytes", hex("c0 00000001 15" + "00".repeat(21) + "00 00 1c" + REST))),
                arguments(named("length beyond the datagram", hex("c0 00000001 00 00 00 1d" + REST))),
                arguments(named("length of 2^62-1", hex("c0 00000001 00 00 00 ffffffffffffffff" + REST))),
                arguments(named("length below the sample", hex("c0 00000001 00 00 00 13" + REST))),
                arguments(named("token beyond the datagram", hex("c0 00000001 00 00 3f 1c" + REST))),
                arguments(named("token of 2^62-1", hex("c0 00000001 00 00 ffffffffffffffff 1c" + REST))),
                arguments(named("Retry without a tag", hex("f0 00000001 00 00" + "00".repeat(15)))),
                arguments(named("cut in the ids", hex("c0 00000001 08 0000"))),
                arguments(named("first byte only", hex("c0"))),
                arguments(named("nothing", new byte[0])),
                arguments(named("short header", hex("40" + REST))),
                arguments(named("Version Negotiation of nobody's packet", hex("80 00000000 00 00 00000001"))));
    }

    @ParameterizedTest
    @MethodSource("noEvidence")
    void notDetected(byte[] datagram) {
        quic.client(datagram);
        quic.server(datagram);
        assertNothing(quic.facts());
    }

    static void assertNothing(QuicFacts facts) {
        assertThat(facts.detected()).isFalse();
        assertThat(facts.version()).isZero();
        assertThat(facts.versionText()).isEmpty();
        assertThat(facts.destinationConnectionId().length()).isZero();
        assertThat(facts.sourceConnectionId().length()).isZero();
        assertThat(facts.packetNumberLength()).isZero();
        assertThat(facts.initialPackets()).isZero();
        assertThat(facts.zeroRttPackets()).isZero();
        assertThat(facts.handshakePackets()).isZero();
        assertThat(facts.retryPackets()).isZero();
        assertThat(facts.versionNegotiationPackets()).isZero();
        assertThat(facts.spins()).isFalse();
        assertThat(facts.clientHello()).isNull();
        assertThat(facts.serverHello()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Initial, c0 00000001 00 00 00 1c, true",
        "version 2, d0 6b3343cf 00 00 00 1c, true",
        "reserved version, c0 1a2a3a4a 00 00 00 1c, true",
        "version not known in a small datagram, c0 12345678 00 00 00 1c, false",
        "short header, 40 00000001 00 00, false",
        "Version Negotiation, 80 00000000 00 00 00000001, false",
        "too short, c0 00000001 00, false"
    })
    void mayBegin(String name, String start, boolean expected) {
        byte[] datagram = hex(start);
        assertThat(QuicDecoder.mayBegin(Payload.of(false, datagram, 0, datagram.length)))
                .as(name)
                .isEqualTo(expected);
    }

    @Test
    void mayBeginWithAnyVersionInAClientsDatagram() {
        byte[] datagram = join(hex("c0 12345678"), new byte[1195]);
        assertThat(QuicDecoder.mayBegin(new Payload().set(false, datagram, 0, 1200, 1200)))
                .isTrue();
        assertThat(QuicDecoder.mayBegin(new Payload().set(false, datagram, 0, 60, 1200)))
                .isTrue();
        assertThat(QuicDecoder.mayBegin(new Payload().set(false, datagram, 0, 60, 1199)))
                .isFalse();
    }

    @Test
    void earlyDataBehindTheHello() {
        Peer client = Peer.client(Wire.RFC_DESTINATION);
        quic.client(client.initial(crypto(Wire.CLIENT_HELLO)), client.zeroRtt());
        quic.client(client.zeroRtt());
        assertThat(quic.facts().zeroRttPackets()).isEqualTo(2);
        assertThat(HelloText.client(quic.facts())).isEqualTo(HelloText.client(Wire.CLIENT_HELLO));
    }

    @ParameterizedTest
    @CsvSource({
        "version 1 refused, 00000001, true",
        "version not known, 12345678, true",
        "reserved version, 1a2a3a4a, true",
    })
    void versionNegotiationAnswersAPacket(String name, String version, boolean detected) {
        byte[] initial = join(hex("c0" + version + "04 01020304 02 0a0b 00 44d0"), new byte[1232]);
        quic.client(initial);
        quic.server(hex("80 00000000 02 0a0b 04 01020304 00000001 6b3343cf"));
        assertThat(quic.facts().detected()).as(name).isEqualTo(detected);
        assertThat(quic.facts().versionNegotiationPackets()).isEqualTo(1);
        assertThat(quic.facts().version()).isEqualTo(Integer.parseUnsignedInt(version, 16));
        assertThat(quic.facts().destinationConnectionId()).hasToString("01020304");
        assertThat(quic.facts().sourceConnectionId()).hasToString("0a0b");
    }

    @ParameterizedTest
    @CsvSource({
        "other ids, 80 00000000 02 0a0c 04 01020304 00000001",
        "ids not exchanged, 80 00000000 04 01020304 02 0a0b 00000001",
        "no versions, 80 00000000 02 0a0b 04 01020304",
        "half a version, 80 00000000 02 0a0b 04 01020304 00000001 0000",
        "cut ids, 80 00000000 02 0a0b 04 0102"
    })
    void versionNegotiationThatAnswersNothing(String name, String answer) {
        quic.client(join(hex("c0 12345678 04 01020304 02 0a0b 00 44d0"), new byte[1232]));
        quic.server(hex(answer));
        assertThat(quic.facts().detected()).as(name).isFalse();
        assertThat(quic.facts().version()).isZero();
    }

    @Test
    void versionNegotiationAnswersTheFirstPacketOfAVersionNotKnown() {
        quic.client(join(hex("c0 12345678 04 01020304 02 0a0b 00 44d0"), new byte[1232]));
        quic.client(join(hex("c0 87654321 04 05060708 02 0c0d 00 44d0"), new byte[1232]));
        quic.server(hex("80 00000000 02 0a0b 04 01020304 00000001"));
        assertThat(quic.facts().version()).isEqualTo(0x12345678);
    }

    @Test
    void newVersionAfterNegotiation() {
        byte[] ids = hex("04 01020304 02 0a0b");
        quic.client(join(hex("c0 12345678"), ids, new byte[1232]));
        quic.server(hex("80 00000000 02 0a0b 04 01020304 00000001"));
        Peer client = Peer.client(hex("01020304"));
        quic.client(client.paddedInitial(crypto(Wire.CLIENT_HELLO)));
        quic.server(Peer.server(hex("01020304")).initial(crypto(Wire.SERVER_HELLO)));
        assertThat(quic.facts().version()).isEqualTo(0x12345678);
        assertThat(quic.facts().versionText()).isEqualTo("Unknown (0x12345678)");
        assertThat(HelloText.client(quic.facts())).isEqualTo(HelloText.client(Wire.CLIENT_HELLO));
        assertThat(HelloText.server(quic.facts())).isEqualTo(HelloText.server(Wire.SERVER_HELLO));
    }

    @Test
    void reservedVersionInAClientsDatagram() {
        quic.client(join(hex("c0 0a1a2a3a 00 00 00 44b0"), new byte[1200]));
        assertThat(quic.facts().detected()).isTrue();
        assertThat(quic.facts().versionText()).isEqualTo("Unknown (0x0a1a2a3a)");
    }

    @ParameterizedTest
    @CsvSource({
        "one value, C0, false",
        "one value in each direction, C0 S1 C0 S1, false",
        "both values from the client, C0 C1, true",
        "both values from the server, S1 S1 S0, true"
    })
    void spinBit(String name, String shortHeaders, boolean spins) {
        Peer client = Peer.client(Wire.RFC_DESTINATION);
        Peer server = Peer.server(Wire.RFC_DESTINATION);
        quic.client(client.paddedInitial(crypto(Wire.CLIENT_HELLO)));
        for (String packet : shortHeaders.split(" ", -1)) {
            boolean spin = packet.endsWith("1");
            if (packet.startsWith("C")) {
                quic.client(client.oneRtt(spin));
            } else {
                quic.server(server.oneRtt(spin));
            }
        }
        assertThat(quic.facts().spins()).as(name).isEqualTo(spins);
    }

    @Test
    void shortHeaderBehindLongOnesCountsForItsOwnConnection() {
        Peer client = Peer.client(Wire.RFC_DESTINATION);
        quic.client(client.paddedInitial(crypto(Wire.CLIENT_HELLO)), client.oneRtt(true));
        quic.client(client.handshake(), Peer.client(hex("ffffffffffffffff")).oneRtt(false));
        assertThat(quic.facts().spins()).isFalse();
        quic.client(client.handshake(), client.oneRtt(false));
        assertThat(quic.facts().spins()).isTrue();
    }
}
