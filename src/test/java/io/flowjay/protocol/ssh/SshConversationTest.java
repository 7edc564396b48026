package io.flowjay.protocol.ssh;

import static io.flowjay.protocol.ssh.SshBytes.NEWKEYS;
import static io.flowjay.protocol.ssh.SshBytes.join;
import static io.flowjay.protocol.ssh.SshBytes.kexInit;
import static io.flowjay.protocol.ssh.SshBytes.message;
import static io.flowjay.protocol.ssh.SshBytes.packet;
import static io.flowjay.protocol.ssh.SshBytes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.protocol.payload.Payload;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SshConversationTest {
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
    private static final String HASSH = "964f5f875090241f67a4ab6f187dbae5";
    private static final String HASSH_SERVER = "ec533e8b63734be039f4747583343cb8";

    /** Line, EXT_INFO and IGNORE (not counted), KEXINIT, ECDH_INIT, NEWKEYS, what looks like another NEWKEYS. */
    private static final byte[] CLIENT = join(
            text("SSH-2.0-OpenSSH_9.6 Debian-1\r\n"),
            message(2, 8),
            KEXINIT,
            message(30, 36),
            message(NEWKEYS, 0),
            message(NEWKEYS, 0));

    private static final byte[] SERVER = join(
            text("Welcome\r\nSSH is spoken here\nSSH-1.99-Server_1\n"), KEXINIT, message(31, 200), message(NEWKEYS, 0));

    private static final byte[] TAIL = message(NEWKEYS, 0);

    private static SshConversation play(byte[] client, byte[] server, int piece) {
        SshConversation ssh = new SshConversation();
        feed(ssh.client(), client, piece);
        feed(ssh.server(), server, piece);
        ssh.client().end();
        ssh.server().end();
        return ssh;
    }

    private static void feed(SshDirection direction, byte[] bytes, int piece) {
        for (int at = 0; at < bytes.length; at += piece) {
            direction.accept(Payload.of(false, bytes, at, Math.min(piece, bytes.length - at)));
        }
    }

    private static void assertWhole(SshConversation ssh, String as) {
        assertThat(ssh.detected()).as(as).isTrue();
        assertThat(ssh.version()).as(as).isEqualTo("2.0");
        assertThat(ssh.clientVersion()).as(as).isEqualTo("2.0");
        assertThat(ssh.serverVersion()).as(as).isEqualTo("1.99");
        assertThat(ssh.clientSoftware()).as(as).isEqualTo("OpenSSH_9.6");
        assertThat(ssh.serverSoftware()).as(as).isEqualTo("Server_1");
        assertThat(ssh.hassh()).as(as).isEqualTo(HASSH);
        assertThat(ssh.hasshServer()).as(as).isEqualTo(HASSH_SERVER);
        assertThat(ssh.keyExchangePackets()).as(as).isEqualTo(6);
        assertThat(ssh.client().encryptedFrom()).as(as).isEqualTo(CLIENT.length - TAIL.length);
        assertThat(ssh.server().encryptedFrom()).as(as).isEqualTo(SERVER.length);
    }

    @Test
    void anySegmentSize() {
        for (int piece = 1; piece <= CLIENT.length; piece++) {
            assertWhole(play(CLIENT, SERVER, piece), piece + " bytes a segment");
        }
    }

    @Test
    void anySplitPosition() {
        for (int split = 1; split < CLIENT.length; split++) {
            SshConversation ssh = new SshConversation();
            ssh.client().accept(Payload.of(false, CLIENT, 0, split));
            ssh.client().accept(Payload.of(false, CLIENT, split, CLIENT.length - split));
            feed(ssh.server(), SERVER, SERVER.length);
            assertWhole(ssh, "split at " + split);
        }
    }

    @Test
    void nothingIsWantedOnceKeysAreNew() {
        SshConversation ssh = new SshConversation();
        int clear = CLIENT.length - TAIL.length;
        assertThat(ssh.client().accept(Payload.of(false, CLIENT, 0, clear - 1))).isTrue();
        assertThat(ssh.client().encryptedFrom()).isEqualTo(SshDirection.NOT_ENCRYPTED);
        assertThat(ssh.client().accept(Payload.of(false, CLIENT, clear - 1, 1))).isFalse();
        assertThat(ssh.client().encryptedFrom()).isEqualTo(clear);
    }

    @Test
    void aStreamThatEndsEarlyHasNoHash() {
        int kexEnd = "SSH-2.0-OpenSSH_9.6 Debian-1\r\n".length() + message(2, 8).length + KEXINIT.length;
        byte[] start = new byte[kexEnd - 1];
        System.arraycopy(CLIENT, 0, start, 0, start.length);
        SshConversation ssh = play(start, SERVER, start.length);
        assertThat(ssh.hassh()).isEmpty();
        assertThat(ssh.clientSoftware()).isEqualTo("OpenSSH_9.6");
        assertThat(ssh.hasshServer()).isEqualTo(HASSH_SERVER);
    }

    static Stream<Arguments> lines() {
        String longest = "SSH-2.0-" + "x".repeat(245);
        return Stream.of(
                arguments(named("CR LF", "SSH-2.0-billsSSH_3.6.3q3\r\n"), "2.0", "billsSSH_3.6.3q3"),
                arguments(named("bare LF", "SSH-2.0-dropbear\n"), "2.0", "dropbear"),
                arguments(named("comment", "SSH-2.0-OpenSSH_9.6 Debian-1\r\n"), "2.0", "OpenSSH_9.6"),
                arguments(named("version 1.5", "SSH-1.5-1.2.33\n"), "1.5", "1.2.33"),
                arguments(named("hyphen in software", "SSH-2.0-Cisco-1.25\n"), "2.0", "Cisco-1.25"),
                arguments(named("blanks for software", "SSH-2.0-   \r\n"), "2.0", ""),
                arguments(named("no software", "SSH-2.0-\r\n"), "2.0", ""),
                arguments(named("not ASCII", "SSH-2.0-\u00c5\u00df\u0001x\u007f1\r\n"), "2.0", "x1"),
                arguments(named("255 bytes", longest + "\r\n"), "2.0", "x".repeat(245)),
                arguments(named("256 bytes", longest + "x\r\n"), "2.0", "x".repeat(246)),
                arguments(named("no end at all", "SSH-2.0-" + "y".repeat(1000)), "2.0", "y".repeat(247)),
                arguments(named("cut", "SSH-2.0-Ope"), "2.0", "Ope"),
                arguments(named("cut in the version", "SSH-2.0"), "", ""),
                arguments(named("no minor version", "SSH-2-x\r\n"), "", ""),
                arguments(named("no major version", "SSH-.0-x\r\n"), "", ""),
                arguments(named("empty minor version", "SSH-2.-x\r\n"), "", ""),
                arguments(named("letters for a version", "SSH-two-x\r\n"), "", ""),
                arguments(named("lower case", "ssh-2.0-x\r\n"), "", ""),
                arguments(named("something first", "x\r\nSSH-2.0-x\r\n"), "", ""),
                arguments(named("nothing", ""), "", ""));
    }

    @ParameterizedTest
    @MethodSource
    void lines(String line, String version, String software) {
        SshConversation ssh = play(text(line), new byte[0], 7);
        assertThat(ssh.detected()).isEqualTo(!version.isEmpty());
        assertThat(ssh.version()).isEqualTo(version);
        assertThat(ssh.clientVersion()).isEqualTo(version);
        assertThat(ssh.clientSoftware()).isEqualTo(software);
        assertThat(ssh.serverVersion()).isEmpty();
        assertThat(ssh.keyExchangePackets()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "SSH-2.0-OpenSSH_9.6 Debian-1 | OpenSSH_9.6 | Debian-1",
                "SSH-2.0-x FreeBSD 14 amd64   | x           | FreeBSD 14 amd64",
                "SSH-2.0-x   y                | x           | y",
                "SSH-2.0-x                    | x           | ''",
                "SSH-2.0- y                   | ''          | y"
            },
            delimiter = '|')
    void comments(String line, String software, String comments) {
        SshConversation ssh = play(text(line + " \r\n"), text(line + "\n"), 5);
        assertThat(ssh.clientSoftware()).isEqualTo(software);
        assertThat(ssh.clientComments()).isEqualTo(comments);
        assertThat(ssh.serverSoftware()).isEqualTo(software);
        assertThat(ssh.serverComments()).isEqualTo(comments);
    }

    static Stream<Arguments> serverStarts() {
        return Stream.of(
                arguments(named("50 lines", "line\n".repeat(50) + "SSH-2.0-s\n"), "", true),
                arguments(named("51 lines", "line\n".repeat(51) + "SSH-2.0-s\n"), "", false),
                arguments(named("8 KiB in a line", "z".repeat(8191) + "\nSSH-2.0-s\n"), "", true),
                arguments(named("more", "z".repeat(8192) + "\nSSH-2.0-s\n"), "", false),
                arguments(named("NUL in a line", "a\0b\nSSH-2.0-s\n"), "", false),
                arguments(named("almost the prefix", "SSHD\nSS\nSSH-2.0-s\n"), "", true),
                arguments(named("prefix inside a line", "see SSH-2.0-s\n"), "", false),
                arguments(named("a scanner's request", "SSH-2.0-s\n"), "GET / HTTP/1.0\r\n\r\n", true),
                arguments(
                        named("a page about SSH", "HTTP/1.1 200 OK\r\n\r\nSSH-2.0-s\n"),
                        "GET / HTTP/1.0\r\n\r\n",
                        false),
                arguments(named("a client's line broken", "Hello\nSSH-2.0-s\n"), "SSH-x-y\n", false));
    }

    @ParameterizedTest
    @MethodSource
    void serverStarts(String server, String client, boolean detected) {
        SshConversation ssh = play(text(client), text(server), 100);
        assertThat(ssh.detected()).isEqualTo(detected);
        assertThat(ssh.serverSoftware()).isEqualTo(detected ? "s" : "");
        assertThat(ssh.version()).isEqualTo(detected ? "2.0" : "");
    }

    @Test
    void otherProtocolsAreLetGoAtOnce() {
        SshConversation ssh = new SshConversation();
        assertThat(ssh.client().accept(Payload.of(false, text("G"), 0, 1))).isFalse();
        byte[] serverHello = {0x16, 0x03, 0x03, 0x00, 0x7a, 0x02};
        assertThat(ssh.server().accept(Payload.of(false, serverHello, 0, serverHello.length)))
                .isFalse();
    }

    @Test
    void version1HasNoBinaryPackets() {
        byte[] packets = join(KEXINIT, message(NEWKEYS, 0));
        SshConversation ssh =
                play(join(text("SSH-1.5-client\n"), packets), join(text("SSH-1.99-server\n"), packets), 64);
        assertThat(ssh.version()).isEqualTo("1.5");
        assertThat(ssh.serverVersion()).isEqualTo("1.99");
        assertThat(ssh.keyExchangePackets()).isZero();
        assertThat(ssh.hassh()).isEmpty();
        assertThat(ssh.hasshServer()).isEmpty();
    }

    private static byte[] header(int length, int padding) {
        return ByteBuffer.allocate(5).putInt(length).put((byte) padding).array();
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                arguments(named("no length", header(0, 4)), false),
                arguments(named("padding as long as the packet", header(8, 8)), false),
                arguments(named("too little padding", header(20, 3)), false),
                arguments(named("too long", header(35_001, 4)), false),
                arguments(named("far too long", header(-1, 4)), false),
                arguments(named("longest", header(35_000, 255)), true),
                arguments(named("no payload", header(5, 4)), true));
    }

    @ParameterizedTest
    @MethodSource
    void headers(byte[] header, boolean valid) {
        SshDirection client = new SshConversation().client();
        byte[] start = join(text("SSH-2.0-c\n"), KEXINIT, header);
        assertThat(client.accept(Payload.of(false, start, 0, start.length))).isEqualTo(valid);
    }

    /** Packets are skipped by their length, the empty ones too; only the first KEXINIT makes the fingerprint. */
    @Test
    void packetsInARow() {
        byte[] rest = join(
                new byte[] {0, 0, 0, 5, 4, 0, 0, 0, 0},
                message(19, 3),
                message(49, 3),
                message(50, 3),
                packet(kexInit("a", "b", "c", "d", "e", "f", "g", "h", "", "")),
                message(20, 0));
        SshConversation ssh = play(join(text("SSH-2.0-c\n"), KEXINIT, rest), new byte[0], 11);
        assertThat(ssh.keyExchangePackets()).isEqualTo(4);
        assertThat(ssh.hassh()).isEqualTo(HASSH);
        assertThat(ssh.hasshServer()).isEmpty();
    }

    @Test
    void aBrokenKexInitCountsButHasNoHash() {
        SshConversation ssh = play(join(text("SSH-2.0-c\n"), message(20, 60), KEXINIT), new byte[0], 11);
        assertThat(ssh.keyExchangePackets()).isEqualTo(2);
        assertThat(ssh.hassh()).isEmpty();
    }

    @Test
    void hostileBytes() {
        long seed = new Random().nextLong();
        System.out.println("SSH seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            byte[] client = CLIENT.clone();
            for (int i = random.nextInt(8); i >= 0; i--) {
                client[random.nextInt(client.length)] = (byte) random.nextInt();
            }
            SshConversation ssh = play(client, SERVER, 1 + random.nextInt(client.length));
            assertThat(ssh.serverSoftware()).isIn("Server_1", "");
            assertThat(ssh.hassh()).matches("|[0-9a-f]{32}");
        }
    }
}
