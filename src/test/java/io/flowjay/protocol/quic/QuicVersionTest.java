package io.flowjay.protocol.quic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuicVersionTest {
    private static final String DRAFT_22_SALT = "7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a";
    private static final String DRAFT_23_SALT = "c3eef712c72ebb5a11a7d2432bb46365bef9f502";
    private static final String DRAFT_29_SALT = "afbfec289993d24c9e9786f19c6111e04390a899";

    /** The salts of section 5.2 of each draft of quic-tls, of RFC 9001, and what others took from these. */
    static Stream<Arguments> versions() {
        return Stream.of(
                        Stream.of(
                                version("version 1", Peer.V1, Peer.V1_SALT, "QUIC v1"),
                                version("version 2", Peer.V2, Peer.V2_SALT, "QUIC v2"),
                                version("draft 22", 0xff000016, DRAFT_22_SALT, "QUIC draft-22")),
                        drafts(23, 28, DRAFT_23_SALT),
                        drafts(29, 32, DRAFT_29_SALT),
                        drafts(33, 34, Peer.V1_SALT),
                        Stream.of(
                                version("mvfst like draft 22", 0xfaceb001, DRAFT_22_SALT, "Unknown (0xfaceb001)"),
                                version("mvfst like draft 27", 0xfaceb002, DRAFT_23_SALT, "Unknown (0xfaceb002)"),
                                version("mvfst, experimental", 0xfaceb00e, DRAFT_23_SALT, "Unknown (0xfaceb00e)"),
                                version("reserved, version 1 keys", 0x1a2a3a4a, Peer.V1_SALT, "Unknown (0x1a2a3a4a)"),
                                version("reserved, draft keys", 0xfafafafa, DRAFT_29_SALT, "Unknown (0xfafafafa)")))
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> drafts(int first, int last, String salt) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(draft -> version("draft " + draft, 0xff000000 | draft, salt, "QUIC draft-" + draft));
    }

    private static Arguments version(String name, int number, String salt, String text) {
        return arguments(named(name, number), salt, text);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void bothHellosAreRead(int number, String salt, String text) {
        Conversation quic = new Conversation();
        quic.client(Peer.client(number, salt, Wire.RFC_DESTINATION).paddedInitial(Wire.crypto(Wire.CLIENT_HELLO)));
        quic.server(Peer.server(number, salt, Wire.RFC_DESTINATION).initial(Wire.crypto(Wire.SERVER_HELLO)));

        assertThat(quic.facts().detected()).isTrue();
        assertThat(quic.facts().version()).isEqualTo(number);
        assertThat(quic.facts().versionText()).isEqualTo(text);
        assertThat(quic.facts().initialPackets()).isEqualTo(2);
        assertThat(HelloText.client(quic.facts())).isEqualTo(HelloText.client(Wire.CLIENT_HELLO));
        assertThat(HelloText.server(quic.facts())).isEqualTo(HelloText.server(Wire.SERVER_HELLO));
    }

    @ParameterizedTest
    @CsvSource({
        "version 1, 1, QUIC v1",
        "version 2, 6b3343cf, QUIC v2",
        "first draft, ff000001, QUIC draft-1",
        "last draft, ff000022, QUIC draft-34",
        "Google Q050, 51303530, gQUIC Q050",
        "Google T051, 54303531, gQUIC T051",
        "Google Q043, 51303433, gQUIC Q043",
        "no digits, 5130352f, Unknown (0x5130352f)",
        "mvfst, faceb002, Unknown (0xfaceb002)",
        "small, 2, Unknown (0x00000002)",
        "none, 0, ''"
    })
    void text(String name, String number, String text) {
        assertThat(QuicVersion.text(Integer.parseUnsignedInt(number, 16)))
                .as(name)
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "draft 21, ff000015",
        "draft 35, ff000023",
        "below mvfst, faceb000",
        "above mvfst, faceb013",
        "Google Q046, 51303436",
        "none, 0",
        "SIP, 54452073"
    })
    void notUnderstood(String name, String number) {
        assertThat(QuicVersion.of(Integer.parseUnsignedInt(number, 16)))
                .as(name)
                .isNull();
    }

    /** Bits 5 and 4 of the first byte: RFC 9000 section 17.2 and RFC 9369 section 3.2. */
    @ParameterizedTest
    @CsvSource({
        "V1, 0xc0, INITIAL",
        "V1, 0xd0, ZERO_RTT",
        "V1, 0xe0, HANDSHAKE",
        "V1, 0xff, RETRY",
        "V2, 0xc0, RETRY",
        "V2, 0xd0, INITIAL",
        "V2, 0xe0, ZERO_RTT",
        "V2, 0xff, HANDSHAKE",
        "DRAFT_29_TO_32, 0xd0, ZERO_RTT"
    })
    void packetTypes(QuicVersion version, String firstByte, PacketType type) {
        assertThat(version.type(Integer.decode(firstByte))).isEqualTo(type);
    }
}
