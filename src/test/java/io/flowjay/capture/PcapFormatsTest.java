package io.flowjay.capture;

import static io.flowjay.capture.Layout.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.ReadCapture.Packet;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of the pcap format, byte for byte (draft-ietf-opsawg-pcap). */
class PcapFormatsTest {
    static List<Arguments> files() {
        return List.of(
                Arguments.of(
                        "microseconds, little-endian",
                        """
                        d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000
                        15cd5b07 40e20100 03000000 3c000000 010203   # 123456789 s 123456 us
                        16cd5b07 3f420f00 01000000 01000000 ff       # 123456790 s 999999 us
                        """,
                        List.of(
                                new Packet(1, 24, 123_456_789_123_456_000L, 6, 1, 0, 0, "010203", 60),
                                new Packet(2, 43, 123_456_790_999_999_000L, 6, 1, 0, 0, "ff", 1))),
                Arguments.of(
                        "microseconds, big-endian",
                        """
                        a1b2c3d4 0002 0004 00000000 00000000 00040000 00000065
                        075bcd15 0001e240 00000003 0000003c 010203
                        """,
                        List.of(new Packet(1, 24, 123_456_789_123_456_000L, 6, 101, 0, 0, "010203", 60))),
                Arguments.of(
                        "nanoseconds, little-endian",
                        """
                        4d3cb2a1 0200 0400 00000000 00000000 00000400 71000000
                        15cd5b07 15cd5b07 02000000 02000000 aabb     # 123456789 s 123456789 ns
                        """,
                        List.of(new Packet(1, 24, 123_456_789_123_456_789L, 9, 113, 0, 0, "aabb", 2))),
                Arguments.of(
                        "nanoseconds, big-endian",
                        """
                        a1b23c4d 0002 0004 00000000 00000000 00040000 00000001
                        075bcd15 3b9ac9ff 00000002 00000002 aabb     # 999999999 ns
                        """,
                        List.of(new Packet(1, 24, 123_456_789_999_999_999L, 9, 1, 0, 0, "aabb", 2))),
                Arguments.of(
                        "modified by Kuznetzov, little-endian",
                        """
                        34cdb2a1 0200 0400 00000000 00000000 00000400 01000000
                        15cd5b07 40e20100 02000000 3c000000 02000000 0008 00 00 aabb
                        15cd5b07 41e20100 01000000 01000000 02000000 0008 00 00 cc
                        """,
                        List.of(
                                new Packet(1, 24, 123_456_789_123_456_000L, 6, 1, 0, 0, "aabb", 60),
                                new Packet(2, 50, 123_456_789_123_457_000L, 6, 1, 0, 0, "cc", 1))),
                Arguments.of(
                        "modified by Kuznetzov, big-endian",
                        """
                        a1b2cd34 0002 0004 00000000 00000000 00040000 00000001
                        075bcd15 0001e240 00000002 0000003c 00000002 0800 00 00 aabb
                        """,
                        List.of(new Packet(1, 24, 123_456_789_123_456_000L, 6, 1, 0, 0, "aabb", 60))),
                Arguments.of(
                        "version 2.3, lengths exchanged",
                        """
                        d4c3b2a1 0200 0300 00000000 00000000 00000400 01000000
                        15cd5b07 40e20100 3c000000 02000000 aabb
                        """,
                        List.of(new Packet(1, 24, 123_456_789_123_456_000L, 6, 1, 0, 0, "aabb", 60))),
                Arguments.of(
                        "version 2.4, more captured than sent",
                        """
                        d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000
                        15cd5b07 40e20100 02000000 01000000 aabb
                        """,
                        List.of(new Packet(1, 24, 123_456_789_123_456_000L, 6, 1, 0, 0, "aabb", 2))),
                Arguments.of(
                        "version 2.4, original length 0",
                        """
                        d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000
                        15cd5b07 40e20100 02000000 00000000 aabb
                        """,
                        List.of(new Packet(1, 24, 123_456_789_123_456_000L, 6, 1, 0, 0, "aabb", 2))),
                Arguments.of(
                        "version 543.0 of DG/UX, lengths exchanged",
                        """
                        d4c3b2a1 1f02 0000 00000000 00000000 00000400 01000000
                        15cd5b07 40e20100 3c000000 02000000 aabb
                        """,
                        List.of(new Packet(1, 24, 123_456_789_123_456_000L, 6, 1, 0, 0, "aabb", 60))),
                Arguments.of(
                        "Ixia's hardware, little-endian",
                        """
                        ac01001c 0200 0400 00000000 00000000 ffff0000 01000000 12000000
                        15cd5b07 40e20100 02000000 3c000000 aabb
                        """,
                        List.of(new Packet(1, 28, 123_456_789_123_456_000L, 6, 1, 0, 0, "aabb", 60))),
                Arguments.of(
                        "Ixia's software, big-endian",
                        """
                        1c0001ab 0002 0004 00000000 00000000 0000ffff 00000001 00000012
                        075bcd15 0001e240 00000002 0000003c aabb
                        """,
                        List.of(new Packet(1, 28, 123_456_789_123_456_000L, 6, 1, 0, 0, "aabb", 60))),
                Arguments.of(
                        "frame check sequence of 2 x 16 bits, reserved bits set",
                        """
                        d4c3b2a1 0200 0400 00000000 00000000 00000400 0100ff27
                        15cd5b07 40e20100 02000000 02000000 aabb
                        """,
                        List.of(new Packet(1, 24, 123_456_789_123_456_000L, 6, 1, 4, 0, "aabb", 2))),
                Arguments.of(
                        "length without the bit that states it",
                        """
                        d4c3b2a1 0200 0400 00000000 00000000 00000400 01000020
                        15cd5b07 40e20100 02000000 02000000 aabb
                        """,
                        List.of(new Packet(1, 24, 123_456_789_123_456_000L, 6, 1, 0, 0, "aabb", 2))),
                Arguments.of(
                        "time in the year 2106, longest length on the wire",
                        """
                        d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000
                        ffffffff 00000000 01000000 ffffffff aa
                        """,
                        List.of(new Packet(1, 24, 4_294_967_295_000_000_000L, 6, 1, 0, 0, "aa", 2_147_483_647))),
                Arguments.of("a packet without bytes", """
                        d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000
                        00000000 00000000 00000000 3c000000
                        """, List.of(new Packet(1, 24, 0, 6, 1, 0, 0, "", 60))),
                Arguments.of("no packets", "d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000", List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void everyPacketIsRead(String name, String file, List<Packet> expected) throws IOException {
        byte[] content = hex(file);
        ReadCapture read = ReadCapture.of(content);
        assertThat(read.failure()).isNull();
        assertThat(read.packets()).isEqualTo(expected);
        assertThat(read.bytesRead()).isEqualTo(content.length);
        assertThat(CaptureFile.open(content, name).format()).isEqualTo(CaptureFormat.PCAP);
    }
}
