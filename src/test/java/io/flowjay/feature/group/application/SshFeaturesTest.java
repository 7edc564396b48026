package io.flowjay.feature.group.application;

import static io.flowjay.protocol.ssh.SshBytes.NEWKEYS;
import static io.flowjay.protocol.ssh.SshBytes.join;
import static io.flowjay.protocol.ssh.SshBytes.kexInit;
import static io.flowjay.protocol.ssh.SshBytes.message;
import static io.flowjay.protocol.ssh.SshBytes.packet;
import static io.flowjay.protocol.ssh.SshBytes.text;
import static io.flowjay.protocol.tls.Messages.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.feature.Feature;
import io.flowjay.testing.Dialogue;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Group ssh, from packets to values that were worked out by hand. */
class SshFeaturesTest {
    private static final int ECDH_INIT = 30;
    private static final int ECDH_REPLY = 31;
    private static final String HASSH = "964f5f875090241f67a4ab6f187dbae5";
    private static final String HASSH_SERVER = "ec533e8b63734be039f4747583343cb8";

    private static final byte[] KEXINIT = packet(kexInit(
            "curve25519-sha256,diffie-hellman-group14-sha256",
            "ssh-ed25519",
            "aes128-ctr",
            "aes256-ctr",
            "hmac-sha2-256",
            "hmac-sha1",
            "none,zlib",
            "none",
            "",
            ""));
    private static final byte[] NEW_KEYS = message(NEWKEYS, 0);
    private static final byte[] CLIENT_LINE = text("SSH-2.0-OpenSSH_9.6 Debian-1\r\n");
    private static final byte[] SERVER_LINE = text("SSH-2.0-Server_1\r\n");

    /** Headers of the PROXY protocol, versions 1 and 2. */
    private static final byte[] PROXY_LINE = text("PROXY TCP4 192.0.2.1 192.0.2.2 5000 22\r\n");

    private static final byte[] PROXY_BINARY = hex("0d0a0d0a000d0a515549540a 21 11 000c c0000201 c0000202 1388 0016");

    private static final String USUAL = """
            ssh_detected=true ssh_version=2.0 ssh_client_software=OpenSSH_9.6 ssh_client_version=2.0
            ssh_server_software=Server_1 ssh_server_version=1.99 ssh_hassh=%s ssh_hassh_server=%s ssh_kex_packets=6
            ssh_encrypted_packets=4 ssh_client_comments=Debian-1 ssh_server_comments=FreeBSD 14
            """.formatted(HASSH, HASSH_SERVER);

    private static final String NONE = """
            ssh_detected=false ssh_version= ssh_client_software= ssh_client_version= ssh_server_software=
            ssh_server_version= ssh_hassh= ssh_hassh_server= ssh_kex_packets=0 ssh_encrypted_packets=0
            ssh_client_comments= ssh_server_comments=
            """;

    /** Encrypted are the server's end of a segment, 48 bytes of the client, 20 more of it, and the server's last. */
    private static Dialogue usual() {
        return Dialogue.tcp(2222)
                .client(CLIENT_LINE)
                .server(text("Hello\r\nSSH-1.99-Server_1 FreeBSD 14\n"))
                .client(KEXINIT)
                .server(KEXINIT)
                .client(message(ECDH_INIT, 36))
                .server(join(message(ECDH_REPLY, 200), NEW_KEYS, new byte[40]))
                .client(NEW_KEYS)
                .server(new byte[0])
                .client(new byte[48])
                .clientAgain(48, new byte[48])
                .clientAgain(10, new byte[30])
                .server(new byte[64])
                .server(new byte[0]);
    }

    private static byte[] clear(byte[] line, int exchange) {
        return join(line, KEXINIT, message(exchange, 36), NEW_KEYS);
    }

    static Stream<Arguments> cases() {
        byte[] client = clear(CLIENT_LINE, ECDH_INIT);
        byte[] server = clear(SERVER_LINE, ECDH_REPLY);
        String hashes = "ssh_hassh=" + HASSH + " ssh_hassh_server=" + HASSH_SERVER + " ssh_kex_packets=6";
        return Stream.of(
                argumentSet("a session on port 2222", usual(), USUAL),
                argumentSet(
                        "segments of one byte: each of the last 5 is encrypted",
                        Dialogue.tcp(22)
                                .clientInPieces(1, join(client, new byte[5]))
                                .serverInPieces(1, server),
                        hashes + " ssh_encrypted_packets=5"),
                argumentSet(
                        "both in one segment",
                        Dialogue.tcp(22).client(join(client, new byte[5])).server(join(server, new byte[5])),
                        hashes + " ssh_encrypted_packets=2"),
                argumentSet(
                        "after a PROXY line",
                        Dialogue.tcp(22)
                                .client(join(PROXY_LINE, client, new byte[5]))
                                .server(join(server, new byte[5])),
                        hashes + " ssh_client_software=OpenSSH_9.6 ssh_encrypted_packets=2"),
                argumentSet(
                        "after a binary PROXY header of a segment of its own: segments with encrypted bytes",
                        Dialogue.tcp(22)
                                .client(PROXY_BINARY, client, new byte[5])
                                .server(server),
                        hashes + " ssh_client_software=OpenSSH_9.6 ssh_encrypted_packets=1"),
                argumentSet(
                        "after a binary PROXY header that ends in the second segment",
                        Dialogue.tcp(22)
                                .client(Arrays.copyOf(PROXY_BINARY, 20))
                                .client(join(Arrays.copyOfRange(PROXY_BINARY, 20, 28), client), new byte[5])
                                .server(server),
                        hashes + " ssh_client_software=OpenSSH_9.6 ssh_encrypted_packets=1"),
                argumentSet(
                        "after a binary PROXY header whose first 3 bytes are a segment",
                        Dialogue.tcp(22)
                                .client(Arrays.copyOf(PROXY_BINARY, 3))
                                .client(join(Arrays.copyOfRange(PROXY_BINARY, 3, 28), client), new byte[5])
                                .server(server),
                        hashes + " ssh_client_software=OpenSSH_9.6 ssh_encrypted_packets=1"),
                argumentSet(
                        "after a binary PROXY header in segments of a byte",
                        Dialogue.tcp(22)
                                .clientInPieces(1, PROXY_BINARY)
                                .client(client, new byte[5])
                                .server(server),
                        hashes + " ssh_client_software=OpenSSH_9.6 ssh_encrypted_packets=1"),
                argumentSet(
                        "after a PROXY line in segments of 7 bytes",
                        Dialogue.tcp(22)
                                .clientInPieces(7, PROXY_LINE)
                                .client(client, new byte[5])
                                .server(server),
                        hashes + " ssh_client_software=OpenSSH_9.6 ssh_encrypted_packets=1"),
                argumentSet(
                        "fragments of IP",
                        Dialogue.tcp(22).fragments(64).client(client).server(server),
                        hashes + " ssh_encrypted_packets=0"),
                argumentSet(
                        "KEXINIT behind what follows it",
                        Dialogue.tcp(22)
                                .client(CLIENT_LINE)
                                .clientLoses(KEXINIT.length)
                                .client(join(NEW_KEYS, new byte[5]))
                                .clientAgain(KEXINIT.length + NEW_KEYS.length + 5, KEXINIT)
                                .server(SERVER_LINE),
                        "ssh_hassh=" + HASSH + " ssh_kex_packets=2 ssh_encrypted_packets=1"),
                argumentSet(
                        "KEXINIT not captured: nobody knows where encryption begins",
                        Dialogue.tcp(22)
                                .client(CLIENT_LINE)
                                .clientLoses(KEXINIT.length)
                                .client(NEW_KEYS)
                                .client(new byte[100]),
                        "ssh_detected=true ssh_client_software=OpenSSH_9.6 ssh_hassh= ssh_kex_packets=0"
                                + " ssh_encrypted_packets=0"),
                argumentSet(
                        "KEXINIT cut by the capture: no hash of a part",
                        Dialogue.tcp(22).client(CLIENT_LINE).snapshotLength(100).client(KEXINIT),
                        "ssh_detected=true ssh_hassh= ssh_kex_packets=0"),
                argumentSet(
                        "lost behind NEWKEYS: what comes still counts, also what fills the hole",
                        Dialogue.tcp(22)
                                .client(client)
                                .client(new byte[10])
                                .clientLoses(20)
                                .client(new byte[10])
                                .clientAgain(30, new byte[20])
                                .clientAgain(30, new byte[20]),
                        "ssh_encrypted_packets=3"),
                argumentSet(
                        "handshake not captured",
                        Dialogue.midstream(22)
                                .client(client)
                                .client(new byte[7])
                                .server(server),
                        hashes + " ssh_encrypted_packets=1"),
                argumentSet(
                        "the server's line alone",
                        Dialogue.tcp(22).server(SERVER_LINE),
                        "ssh_detected=true ssh_version=2.0 ssh_client_version= ssh_server_software=Server_1"),
                argumentSet(
                        "a line without its end counts when the flow ends",
                        Dialogue.tcp(22).client(text("SSH-2.0-Ope")),
                        "ssh_detected=true ssh_client_software=Ope"),
                argumentSet(
                        "SSH 1: versions only",
                        Dialogue.tcp(22)
                                .client(join(text("SSH-1.5-old client\n"), KEXINIT, NEW_KEYS, new byte[9]))
                                .server(join(text("SSH-1.99-new\n"), KEXINIT, NEW_KEYS, new byte[9])),
                        "ssh_version=1.5 ssh_client_software=old ssh_client_comments=client ssh_server_version=1.99"
                                + " ssh_hassh= ssh_hassh_server= ssh_kex_packets=0 ssh_encrypted_packets=0"),
                argumentSet("HTTP on port 22", Dialogue.tcp(22).client(text("GET / HTTP/1.1\r\n\r\n")), NONE),
                argumentSet(
                        "packets that look like SSH, without a line",
                        Dialogue.tcp(22).client(KEXINIT).server(join(NEW_KEYS, new byte[50])),
                        NONE),
                argumentSet("no payload", Dialogue.tcp(22), NONE),
                argumentSet("a line over UDP", Dialogue.udp(22).client(CLIENT_LINE), NONE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void computes(Dialogue dialogue, String expected) {
        Dialogue.assertFields(dialogue.record(), expected);
    }

    @Test
    void theUsualFlowChecksEveryFeature() {
        for (Feature feature : SshFeatures.UNIT.features()) {
            assertThat(USUAL).contains(feature.name() + "=");
        }
    }
}
