package io.flowjay.capture;

import static io.flowjay.capture.Layout.be;
import static io.flowjay.capture.Layout.hex;
import static io.flowjay.capture.Layout.join;
import static io.flowjay.capture.Layout.le;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.ReadCapture.Packet;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of the pcapng format, block by block (draft-ietf-opsawg-pcapng section 4). */
class PcapngFormatsTest {
    private static final int SECTION = 0x0a0d0d0a;
    private static final int INTERFACE = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int NAMES = 4;
    private static final int STATISTICS = 5;
    private static final int PACKET = 6;
    private static final int SECRETS = 10;
    private static final int CUSTOM = 0x0bad;
    private static final int LOCAL = 0x8000_0001;

    private static final byte[] LE = le(SECTION, "4d3c2b1a 0100 0000 ffffffffffffffff");
    private static final byte[] BE = be(SECTION, "1a2b3c4d 0001 0000 ffffffffffffffff");
    private static final byte[] LE_ETHERNET = le(INTERFACE, "0100 0000 00000400");
    private static final byte[] BE_ETHERNET = be(INTERFACE, "0001 0000 00040000");

    /** 1700000000123456 us are 0x60a24 18202240. */
    private static final byte[] LE_PACKET = le(PACKET, "00000000 240a0600 40222018 03000000 3c000000 010203 00");

    private static final byte[] BE_PACKET = be(PACKET, "00000000 00060a24 18202240 00000003 0000003c 010203 00");
    private static final long TIME = 1_700_000_000_123_456_000L;

    static List<Arguments> files() {
        return List.of(
                Arguments.of(
                        "enhanced packet, little-endian",
                        join(LE, LE_ETHERNET, LE_PACKET),
                        List.of(new Packet(1, 48, TIME, 6, 1, 0, 0, "010203", 60))),
                Arguments.of(
                        "enhanced packet, big-endian",
                        join(BE, BE_ETHERNET, BE_PACKET),
                        List.of(new Packet(1, 48, TIME, 6, 1, 0, 0, "010203", 60))),
                Arguments.of(
                        "enhanced packet with options",
                        join(LE, LE_ETHERNET, le(PACKET, """
                                00000000 240a0600 40222018 04000000 04000000 01020304
                                0200 0400 09000000  # flags
                                0000 0000
                                """), LE_PACKET),
                        List.of(
                                new Packet(1, 48, TIME, 6, 1, 0, 0, "01020304", 4),
                                new Packet(2, 96, TIME, 6, 1, 0, 0, "010203", 60))),
                Arguments.of(
                        "lengths without the padding that is there",
                        join(
                                LE,
                                LE_ETHERNET,
                                hex(
                                        "06000000 23000000 00000000 240a0600 40222018 03000000 3c000000 010203 00 23000000"),
                                hex(
                                        "06000000 23000000 00000000 240a0600 40222018 03000000 3c000000 010203 00 24000000"),
                                hex("0b0b0b0b 0d000000 01000000 0d000000"),
                                LE_PACKET),
                        List.of(
                                new Packet(1, 48, TIME, 6, 1, 0, 0, "010203", 60),
                                new Packet(2, 84, TIME, 6, 1, 0, 0, "010203", 60),
                                new Packet(3, 136, TIME, 6, 1, 0, 0, "010203", 60))),
                Arguments.of(
                        "original lengths of 0 and less than captured",
                        join(
                                LE,
                                LE_ETHERNET,
                                le(PACKET, "00000000 240a0600 40222018 03000000 00000000 010203 00"),
                                le(PACKET, "00000000 240a0600 40222018 03000000 02000000 010203 00")),
                        List.of(
                                new Packet(1, 48, TIME, 6, 1, 0, 0, "010203", 3),
                                new Packet(2, 84, TIME, 6, 1, 0, 0, "010203", 3))),
                Arguments.of(
                        "several interfaces, one described late",
                        join(
                                LE,
                                LE_ETHERNET,
                                le(INTERFACE, "6500 0000 00000000"),
                                le(PACKET, "01000000 00000000 00000000 01000000 01000000 aa000000"),
                                le(INTERFACE, "7100 0000 00000000"),
                                le(PACKET, "02000000 00000000 00000000 01000000 01000000 bb000000"),
                                LE_PACKET),
                        List.of(
                                new Packet(1, 68, 0, 6, 101, 0, 1, "aa", 1),
                                new Packet(2, 124, 0, 6, 113, 0, 2, "bb", 1),
                                new Packet(3, 160, TIME, 6, 1, 0, 0, "010203", 60))),
                Arguments.of(
                        "a section of each byte order, interfaces counted through",
                        join(
                                LE,
                                LE_ETHERNET,
                                LE_ETHERNET,
                                LE_PACKET,
                                BE,
                                be(INTERFACE, "0065 0000 00000000"),
                                BE_PACKET,
                                LE,
                                LE_ETHERNET,
                                LE_PACKET),
                        List.of(
                                new Packet(1, 68, TIME, 6, 1, 0, 0, "010203", 60),
                                new Packet(2, 152, TIME, 6, 101, 0, 2, "010203", 60),
                                new Packet(3, 236, TIME, 6, 1, 0, 3, "010203", 60))),
                Arguments.of(
                        "section header with options, a length, and minor version 2",
                        join(le(SECTION, """
                                        4d3c2b1a 0100 0200 3800000000000000
                                        0400 0500 666c6f77 6a000000  # userappl
                                        0000 0000
                                        """), LE_ETHERNET, LE_PACKET),
                        List.of(new Packet(1, 64, TIME, 6, 1, 0, 0, "010203", 60))),
                Arguments.of(
                        "simple packets, little-endian",
                        join(
                                LE,
                                le(INTERFACE, "0100 0000 00000000"),
                                LE_ETHERNET,
                                le(SIMPLE_PACKET, "05000000 0102030405 000000"),
                                le(SIMPLE_PACKET, "00000000")),
                        List.of(
                                new Packet(1, 68, RawPacket.NO_TIMESTAMP, 6, 1, 0, 0, "0102030405", 5),
                                new Packet(2, 92, RawPacket.NO_TIMESTAMP, 6, 1, 0, 0, "", 0))),
                Arguments.of(
                        "simple packet cut to the snapshot length, big-endian, second section",
                        join(
                                LE,
                                LE_ETHERNET,
                                BE,
                                be(INTERFACE, "0071 0000 00000003"),
                                be(SIMPLE_PACKET, "0000003c 010203 00")),
                        List.of(new Packet(1, 96, RawPacket.NO_TIMESTAMP, 6, 113, 0, 1, "010203", 60))),
                Arguments.of(
                        "obsolete packet, little-endian, drops counted",
                        join(
                                LE,
                                LE_ETHERNET,
                                LE_ETHERNET,
                                le(OBSOLETE_PACKET, "0100 0700 240a0600 40222018 03000000 3c000000 010203 00")),
                        List.of(new Packet(1, 68, TIME, 6, 1, 0, 1, "010203", 60))),
                Arguments.of(
                        "obsolete packet, big-endian, drops unknown",
                        join(
                                BE,
                                BE_ETHERNET,
                                be(OBSOLETE_PACKET, "0000 ffff 00060a24 18202240 00000003 0000003c 010203 00")),
                        List.of(new Packet(1, 48, TIME, 6, 1, 0, 0, "010203", 60))),
                Arguments.of(
                        "blocks that hold no packets",
                        join(
                                LE,
                                le(NAMES, "0000 0000"),
                                LE_ETHERNET,
                                le(CUSTOM, "5a000000 01020304"),
                                LE_PACKET,
                                le(STATISTICS, "00000000 240a0600 40222018"),
                                le(LOCAL, ""),
                                le(SECRETS, "4b534c54 04000000 23200a00"),
                                LE_PACKET),
                        List.of(
                                new Packet(1, 84, TIME, 6, 1, 0, 0, "010203", 60),
                                new Packet(2, 180, TIME, 6, 1, 0, 0, "010203", 60))),
                Arguments.of("no interface", LE, List.of()),
                Arguments.of("no packets", join(BE, BE_ETHERNET), List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void everyPacketIsRead(String name, byte[] file, List<Packet> expected) throws IOException {
        ReadCapture read = ReadCapture.of(file);
        assertThat(read.failure()).isNull();
        assertThat(read.packets()).isEqualTo(expected);
        assertThat(read.bytesRead()).isEqualTo(file.length);
        assertThat(CaptureFile.open(file, name).format()).isEqualTo(CaptureFormat.PCAPNG);
    }

    /** Logs of TLS secrets get that long. */
    @Test
    void aLongBlockIsSkipped() throws IOException {
        byte[] file = join(LE, LE_ETHERNET, le(SECRETS, "00".repeat(20 << 20)), LE_PACKET);
        assertThat(ReadCapture.of(file).failure()).isNull();
        assertThat(ReadCapture.of(file).packets())
                .containsExactly(new Packet(1, 48 + 12 + (20 << 20), TIME, 6, 1, 0, 0, "010203", 60));
    }
}
