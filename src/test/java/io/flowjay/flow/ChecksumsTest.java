package io.flowjay.flow;

import static io.flowjay.packet.Frames.ethernet;
import static io.flowjay.packet.Frames.hex;
import static io.flowjay.packet.Frames.join;
import static io.flowjay.packet.Frames.u16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.capture.CaptureFile;
import io.flowjay.protocol.Protocol;
import io.flowjay.settings.ChecksumMode;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What is read of packets with wrong checksums, seen by what SSH and DNS find. A packet is a line: {@code c|s FLAGS SEQ ACK CHECKSUM
 * TEXT}, where {@code $} in the text ends a line and the checksum is {@code right}, {@code wrong}, {@code partial} (the sum of the pseudo header, which the network card
 * completes), {@code lso} (the same without the length) or {@code none} (0).
 */
class ChecksumsTest {
    private static final int TCP = 6;
    private static final int UDP = 17;

    private static final String OPENING = """
            c 02 99 0 right
            s 12 499 100 right
            c 10 100 500 right
            """;

    /** Lines, what is read under auto, verify and ignore, and how many wrong checksums are counted under auto. */
    static final List<Arguments> SEGMENTS = List.of(
            argumentSet("all are right", OPENING + """
                    c 18 100 500 right SSH-2.0-alpha$
                    """, "alpha", "alpha", "alpha", 0),
            argumentSet("a fake before the real one", OPENING + """
                    c 18 100 500 wrong SSH-2.0-fake!$
                    c 18 100 500 right SSH-2.0-alpha$
                    """, "alpha", "alpha", "fake!", 1),
            argumentSet("several fakes", OPENING + """
                    c 18 100 500 wrong SSH-2.0-fake!$
                    c 18 100 500 wrong SSH-2.0-false$
                    c 18 100 500 right SSH-2.0-alpha$
                    """, "alpha", "alpha", "fake!", 2),
            argumentSet("a fake, and the real one in two segments", OPENING + """
                    c 18 100 500 wrong SSH-2.0-fake!$
                    c 18 100 500 right SSH-2.
                    c 18 106 500 right 0-alpha$
                    """, "alpha", "alpha", "fake!", 1),
            argumentSet("a fake after the real one", OPENING + """
                    c 18 100 500 right SSH-2.0-alpha$
                    c 18 100 500 wrong SSH-2.0-fake!$
                    """, "alpha", "alpha", "alpha", 1),
            argumentSet("damaged in the capture only: the sender goes on", OPENING + """
                    c 18 100 500 wrong SSH-2.0-alp
                    c 18 111 500 right ha$
                    """, "alpha", "-", "alpha", 1),
            argumentSet("damaged in the capture only: acknowledged", OPENING + """
                    c 18 100 500 wrong SSH-2.0-alpha$
                    s 10 500 115 right
                    c 18 100 500 right SSH-2.0-other$
                    """, "alpha", "other", "alpha", 1),
            argumentSet("damaged in the capture only: the end", OPENING + """
                    c 18 100 500 wrong SSH-2.0-alpha$
                    """, "alpha", "-", "alpha", 1),
            argumentSet("a fake, and the end of the connection at its place", OPENING + """
                    c 18 100 500 wrong SSH-2.0-fake!$
                    c 11 100 500 right
                    """, "-", "-", "fake!", 1),
            argumentSet("a fake, and a reset at its place", OPENING + """
                    c 18 100 500 wrong SSH-2.0-fake!$
                    c 04 100 0 right
                    """, "-", "-", "fake!", 1),
            argumentSet(
                    "damaged in the capture only: the end of the connection after it",
                    OPENING + """
                    c 18 100 500 wrong SSH-2.0-alpha$
                    c 11 115 500 right
                    """,
                    "alpha",
                    "-",
                    "alpha",
                    1),
            argumentSet("a fake with the sum of the pseudo header", OPENING + """
                    c 18 100 500 partial SSH-2.0-fake!$
                    c 18 100 500 right SSH-2.0-alpha$
                    """, "fake!", "alpha", "fake!", 0),
            argumentSet("a part of it is acknowledged", OPENING + """
                    c 18 100 500 wrong SSH-2.0-fake!$
                    s 10 500 110 right
                    c 18 100 500 right SSH-2.0-alpha$
                    """, "alpha", "alpha", "fake!", 1),
            argumentSet("one damaged after the other", OPENING + """
                    c 18 100 500 wrong SSH-2.0-alp
                    c 18 111 500 wrong ha$
                    """, "alpha", "-", "alpha", 2),
            argumentSet("the sender's card computes all of them", """
                    c 02 99 0 wrong
                    s 12 499 100 right
                    c 10 100 500 wrong
                    c 18 100 500 wrong SSH-2.0-alpha$
                    """, "alpha", "-", "alpha", 3),
            argumentSet("the sender's card computes those of data", OPENING + """
                    c 18 100 500 partial SSH-2.0-alpha$
                    """, "alpha", "-", "alpha", 0),
            argumentSet("the sender's card cuts the data into segments", OPENING + """
                    c 18 100 500 lso SSH-2.0-alpha$
                    """, "alpha", "-", "alpha", 0),
            argumentSet("the other side's are right", """
                    s 12 499 100 right
                    c 18 100 500 wrong SSH-2.0-alpha$
                    """, "alpha", "-", "alpha", 1));

    @ParameterizedTest
    @FieldSource("SEGMENTS")
    void segments(String lines, String auto, String verify, String ignore, int wrong) throws IOException {
        assertThat(client(flow(TCP, lines, ChecksumMode.AUTO))).isEqualTo(auto);
        assertThat(client(flow(TCP, lines, ChecksumMode.VERIFY))).isEqualTo(verify);
        assertThat(client(flow(TCP, lines, ChecksumMode.IGNORE))).isEqualTo(ignore);
        assertThat(flow(TCP, lines, ChecksumMode.AUTO).badChecksumPackets()).isEqualTo(wrong);
        assertThat(flow(TCP, lines, ChecksumMode.IGNORE).badChecksumPackets()).isZero();
    }

    /** A head of 39 bytes, whose content has 10. */
    private static final String POST = OPENING + "c 18 100 500 right POST / HTTP/1.1$Content-Length: 10$$\n";

    /** Lines, the requests that are found under auto, and how many wrong checksums are counted. */
    static final List<Arguments> CONTENT = List.of(
            argumentSet("of content only the length matters", POST + """
                    c 18 139 500 wrong 01234
                    c 18 144 500 right 56789GET / HTTP/1.1$$
                    """, 2, 0),
            argumentSet("a fake request after content", POST + """
                    c 18 139 500 wrong 0123456789GET /fake HTTP/1.1$$
                    c 18 139 500 right 0123456789GET / HTTP/1.1$$
                    c 18 167 500 right GET / HTTP/1.1$$
                    """, 3, 1),
            argumentSet("a fake request in the place of content", POST + """
                    c 18 139 500 wrong GET / HTTP/1.1$$
                    c 18 139 500 right 0123456789
                    """, 1, 1));

    @ParameterizedTest
    @FieldSource("CONTENT")
    void content(String lines, int requests, int wrong) throws IOException {
        Flow flow = flow(capture(TCP, lines), ChecksumMode.AUTO, Set.of(Protocol.HTTP1));
        var protocols = flow.protocols();
        var http = protocols == null ? null : protocols.http1();
        assertThat(http == null ? 0 : http.requests()).isEqualTo(requests);
        assertThat(flow.badChecksumPackets()).isEqualTo(wrong);
    }

    /** Queries for the names a and b, with ids of their own. */
    private static final String QUERY_A = "\0\1\1\0\0\1\0\0\0\0\0\0\1a\0\0\1\0\1";

    private static final String QUERY_B = "\0\2\1\0\0\1\0\0\0\0\0\0\1b\0\0\1\0\1";

    /** Lines, the first name under auto, verify and ignore, and how many wrong checksums are counted under auto. */
    static final List<Arguments> DATAGRAMS = List.of(
            argumentSet("right", "c 0 0 0 right " + QUERY_A, "a", "a", "a", 0),
            argumentSet("none (RFC 768)", "c 0 0 0 none " + QUERY_A, "a", "a", "a", 0),
            argumentSet("partial", "c 0 0 0 partial " + QUERY_A, "a", "a", "a", 0),
            argumentSet("the only one is wrong", "c 0 0 0 wrong " + QUERY_A, "a", "-", "a", 1),
            argumentSet("all are wrong", "c 0 0 0 wrong " + QUERY_A + "\nc 0 0 0 wrong " + QUERY_B, "a", "-", "a", 2),
            argumentSet(
                    "a wrong one before a right one",
                    "c 0 0 0 wrong " + QUERY_A + "\nc 0 0 0 right " + QUERY_B,
                    "a",
                    "b",
                    "a",
                    1));

    @ParameterizedTest
    @FieldSource("DATAGRAMS")
    void datagrams(String lines, String auto, String verify, String ignore, int wrong) throws IOException {
        assertThat(query(flow(UDP, lines, ChecksumMode.AUTO))).isEqualTo(auto);
        assertThat(query(flow(UDP, lines, ChecksumMode.VERIFY))).isEqualTo(verify);
        assertThat(query(flow(UDP, lines, ChecksumMode.IGNORE))).isEqualTo(ignore);
        assertThat(flow(UDP, lines, ChecksumMode.AUTO).badChecksumPackets()).isEqualTo(wrong);
    }

    /** Checksums that another implementation wrote: packets of Linux and of scapy, with their verdict. */
    static final List<Arguments> REAL = List.of(
            argumentSet(
                    "SYN",
                    "4500003400014000400626c10a0000010a0000029c4001bb000003e8000000008002faf0be3a0000020405b40402010303070101",
                    0),
            argumentSet("ACK", "4500002800024000400626cc0a0000010a0000029c4001bb000003e9000013895010faf0eb730000", 0),
            argumentSet(
                    "SYN, one bit changed",
                    "4500003400014000400626c10a0000010a0000029c4001bb000003e9000000008002faf0be3a0000020405b40402010303070101",
                    1));

    @ParameterizedTest
    @FieldSource("REAL")
    void real(String packet, int wrong) throws IOException {
        byte[] capture = Captures.pcap().packet(0, ethernet(0x800, hex(packet))).toBytes();
        assertThat(flow(capture, ChecksumMode.AUTO, Set.of(Protocol.values())).badChecksumPackets())
                .isEqualTo(wrong);
    }

    private static String client(Flow flow) {
        var protocols = flow.protocols();
        var ssh = protocols == null ? null : protocols.ssh();
        return ssh == null || ssh.clientSoftware().isEmpty() ? "-" : ssh.clientSoftware();
    }

    private static String query(Flow flow) {
        var protocols = flow.protocols();
        var dns = protocols == null ? null : protocols.dns();
        return dns == null ? "-" : dns.queryName();
    }

    private static Flow flow(int protocol, String lines, ChecksumMode mode) throws IOException {
        return flow(capture(protocol, lines), mode, Set.of(Protocol.values()));
    }

    private static byte[] capture(int protocol, String lines) {
        Captures capture = Captures.pcap();
        int number = 0;
        for (String line : lines.strip().lines().toList()) {
            capture.packet(number++ * 1_000_000L, ethernet(0x800, packet(protocol, line.split(" ", 6))));
        }
        return capture.toBytes();
    }

    private static Flow flow(byte[] capture, ChecksumMode mode, Set<Protocol> read) throws IOException {
        Settings settings =
                Settings.builder().set(SettingCatalog.CHECKSUMS, mode).build();
        PayloadNeeds needs = new PayloadNeeds(read, 0);
        try (FlowAssembler flows =
                new FlowAssembler(CaptureFile.open(capture, "test"), FlowSettings.of(settings), needs)) {
            Flow flow = flows.next();
            assertThat(flows.next()).isNull();
            assertThat(flow).isNotNull();
            return flow;
        }
    }

    private static byte[] packet(int protocol, String[] words) {
        boolean client = words[0].equals("c");
        byte[] text = words.length < 6 ? new byte[0] : bytes(words[5]);
        byte[] ports = client ? hex("9c400035") : hex("00359c40");
        byte[] header = protocol == TCP
                ? join(
                        ports,
                        u32(Integer.parseInt(words[2])),
                        u32(Integer.parseInt(words[3])),
                        hex("50" + words[1]),
                        hex("ffff 0000 0000"))
                : join(ports, u16(8 + text.length), hex("0000"));
        byte[] segment = join(header, text);
        byte[] addresses = client ? hex("0a000001 0a000002") : hex("0a000002 0a000001");
        byte[] pseudo = join(addresses, hex("00"), new byte[] {(byte) protocol}, u16(segment.length));
        int right = 0xffff - sum(join(pseudo, segment));
        int at = protocol == TCP ? 16 : 6;
        byte[] checksum = u16(
                switch (words[4]) {
                    case "right" -> right;
                    case "wrong" -> right ^ 0x0100;
                    case "partial" -> sum(pseudo);
                    case "lso" -> sum(join(addresses, hex("00"), new byte[] {(byte) protocol}));
                    case "none" -> 0;
                    default -> throw new IllegalArgumentException(words[4]);
                });
        System.arraycopy(checksum, 0, segment, at, 2);
        return join(
                hex("4500"),
                u16(20 + segment.length),
                hex("000040004006".replace("06", protocol == TCP ? "06" : "11")),
                hex("0000"),
                addresses,
                segment);
    }

    private static byte[] bytes(String text) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                bytes.append((char) (text.charAt(i) - '0'));
            } else {
                bytes.append(c == '$' ? "\r\n" : c);
            }
        }
        return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Word by word, as RFC 1071 section 1 has it. */
    private static int sum(byte[] bytes) {
        int sum = 0;
        for (int i = 0; i < bytes.length; i += 2) {
            sum += (bytes[i] & 0xff) << 8 | (i + 1 < bytes.length ? bytes[i + 1] & 0xff : 0);
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return sum;
    }

    private static byte[] u32(int value) {
        return join(u16(value >>> 16), u16(value & 0xffff));
    }
}
