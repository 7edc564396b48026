package io.flowjay.protocol.quic;

import static io.flowjay.protocol.quic.Wire.hex;
import static io.flowjay.protocol.quic.Wire.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.tls.Ja4;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of RFC 9001 appendix A (version 1) and RFC 9369 appendix A (version 2). */
class RfcVectorsTest {
    private static final int CLIENT_PAYLOAD = 1162;

    /** What an appendix prints; keys as key, iv, hp. */
    private record Appendix(
            InitialSalt salt,
            int version,
            String clientKeys,
            String serverKeys,
            String clientHeader,
            String clientDatagramSha256,
            String serverPacket,
            String retry,
            String chaChaPacket) {}

    private static final Named<Appendix> RFC_9001 = named(
            "RFC 9001",
            new Appendix(
                    InitialSalt.V1,
                    1,
                    "1f369613dd76d5467730efcbe3b1a22d fa044b2f42a3fd3b46fb255c 9f50449e04a0e810283a1e9933adedd2",
                    "cf3a5331653c364c88f0f379b6067e37 0ac1493ca1905853b0bba03e c206b8d9b9f0f37644430b490eeaa314",
                    "c300000001088394c8f03e5157080000449e00000002",
                    "73fa0210cb4a5a17dc10b9dc98e5cc359ba1c20fe7c0e93a9e1dcb473c37e097",
                    """
                    cf000000010008f067a5502a4262b5004075c0d95a482cd0991cd25b0aac406a5816b6394100f37a1c69797554780bb3
                    8cc5a99f5ede4cf73c3ec2493a1839b3dbcba3f6ea46c5b7684df3548e7ddeb9c3bf9c73cc3f3bded74b562bfb19fb84
                    022f8ef4cdd93795d77d06edbb7aaf2f58891850abbdca3d20398c276456cbc42158407dd074ee""",
                    "ff000000010008f067a5502a4262b5746f6b656e04a265ba2eff4d829058fb3f0f2496ba",
                    "4cfe4189655e5cd55c41f69080575d7999c25a5bfb"));

    private static final Named<Appendix> RFC_9369 = named(
            "RFC 9369",
            new Appendix(
                    InitialSalt.V2,
                    0x6b3343cf,
                    "8b1a0bc121284290a29e0971b5cd045d 91f73e2351d8fa91660e909f 45b95e15235d6f45a6b19cbcb0294ba9",
                    "82db637861d55e1d011f19ea71d5d2a7 dd13c276499c0249d3310652 edf6d05c83121201b436e16877593c3a",
                    "d36b3343cf088394c8f03e5157080000449e00000002",
                    "b0b766fe7e762577072d3365cc4f9635809210cba301a67f8457f5e6fdac5c68",
                    """
                    dc6b3343cf0008f067a5502a4262b5004075d92faaf16f05d8a4398c47089698baeea26b91eb761d9b89237bbf872630
                    17915358230035f7fd3945d88965cf17f9af6e16886c61bfc703106fbaf3cb4cfa52382dd16a393e42757507698075b2
                    c984c707f0a0812d8cd5a6881eaf21ceda98f4bd23f6fe1a3e2c43edd9ce7ca84bed8521e2e140""",
                    "cf6b3343cf0008f067a5502a4262b5746f6b656ec8646ce8bfe33952d955543665dcc7b6",
                    "5558b1c60ae7b6b932bc27d786f4bc2bb20f2162ba"));

    static Stream<Arguments> appendices() {
        return Stream.of(arguments(RFC_9001), arguments(RFC_9369));
    }

    private final QuicDecoder decoder = new QuicDecoder(new InitialProtection());

    @ParameterizedTest
    @MethodSource("appendices")
    void keysOfA1(Appendix rfc) {
        Hkdf hkdf = new Hkdf();
        InitialSecret secret = new InitialSecret(hkdf, rfc.salt, new ConnectionId(Wire.RFC_DESTINATION));
        assertThat(digits(secret.client(hkdf), hkdf)).isEqualTo(rfc.clientKeys);
        assertThat(digits(secret.server(hkdf), hkdf)).isEqualTo(rfc.serverKeys);
    }

    @ParameterizedTest
    @MethodSource("appendices")
    void clientInitialOfA2(Appendix rfc) throws NoSuchAlgorithmException {
        byte[] datagram = clientInitial(rfc);
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(datagram);
        assertThat(HexFormat.of().formatHex(sha256)).isEqualTo(rfc.clientDatagramSha256);

        datagram(true, datagram);
        QuicFacts facts = decoder.facts();
        assertThat(facts.detected()).isTrue();
        assertThat(facts.version()).isEqualTo(rfc.version);
        assertThat(facts.destinationConnectionId()).hasToString("8394c8f03e515708");
        assertThat(facts.sourceConnectionId().length()).isZero();
        assertThat(facts.packetNumberLength()).isEqualTo(4);
        assertThat(facts.initialPackets()).isEqualTo(1);
        assertThat(facts.serverName()).isEqualTo("example.com");
        assertThat(facts.alpn()).isEqualTo("alpn");
        assertThat(facts.tlsVersion()).isEqualTo(0x0304);
        assertThat(facts.clientHello()).isNotNull();
        assertThat(facts.clientHello().ja3().hash()).isEqualTo("41bc9ae914d6cb3bd0bd0a5453ab7d7f");
        assertThat(Ja4.of(facts.clientHello(), Ja4.HelloCarrier.QUIC).hash())
                .isEqualTo("q13d0211an_62ed6f6ca7ad_4d634acda6c0");
        assertThat(HelloText.client(facts)).isEqualTo(HelloText.client(Wire.CLIENT_HELLO));
    }

    @ParameterizedTest
    @MethodSource("appendices")
    void serverInitialOfA3(Appendix rfc) {
        datagram(true, clientInitial(rfc));
        datagram(false, hex(rfc.serverPacket));
        assertThat(decoder.facts().initialPackets()).isEqualTo(2);
        assertThat(decoder.facts().cipherSuite()).isEqualTo(0x1301);
        assertThat(HelloText.server(decoder.facts())).isEqualTo(HelloText.server(Wire.SERVER_HELLO));
    }

    @ParameterizedTest
    @MethodSource("appendices")
    void serverInitialWithoutTheClientsIsOnlyCounted(Appendix rfc) {
        datagram(false, hex(rfc.serverPacket));
        assertThat(decoder.facts().detected()).isTrue();
        assertThat(decoder.facts().initialPackets()).isEqualTo(1);
        assertThat(decoder.facts().packetNumberLength()).isZero();
        assertThat(decoder.facts().serverHello()).isNull();
    }

    @ParameterizedTest
    @MethodSource("appendices")
    void retryOfA4(Appendix rfc) {
        datagram(true, clientInitial(rfc));
        datagram(false, hex(rfc.retry));
        assertThat(decoder.facts().retryPackets()).isEqualTo(1);
        assertThat(decoder.facts().initialPackets()).isEqualTo(1);
        assertThat(decoder.facts().destinationConnectionId()).hasToString("8394c8f03e515708");
    }

    @ParameterizedTest
    @MethodSource("appendices")
    void shortHeaderOfA5IsNoEvidence(Appendix rfc) {
        datagram(true, hex(rfc.chaChaPacket));
        assertThat(decoder.facts().detected()).isFalse();
        assertThat(decoder.facts().version()).isZero();
    }

    private void datagram(boolean fromInitiator, byte[] datagram) {
        decoder.datagram(Payload.of(!fromInitiator, datagram, 0, datagram.length));
    }

    private static byte[] clientInitial(Appendix rfc) {
        Sealer sealer = new Sealer(
                rfc.version == 1 ? Peer.V1_SALT : Peer.V2_SALT,
                rfc.version == 1 ? "quic" : "quicv2",
                Wire.RFC_DESTINATION,
                "client in");
        byte[] crypto = Wire.crypto(Wire.CLIENT_HELLO);
        return sealer.seal(hex(rfc.clientHeader), 2, join(crypto, Wire.padding(CLIENT_PAYLOAD - crypto.length)));
    }

    private static String digits(InitialKeys keys, Hkdf hkdf) {
        HexFormat hex = HexFormat.of();
        return hex.formatHex(keys.key(hkdf).getEncoded()) + " " + hex.formatHex(keys.nonce(hkdf, 0)) + " "
                + hex.formatHex(keys.headerProtection().getEncoded());
    }
}
