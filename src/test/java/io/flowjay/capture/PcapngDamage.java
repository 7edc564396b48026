package io.flowjay.capture;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Damaged pcapng files: name, hex digits, whole packets ahead of the damage, its offset, the reason. */
final class PcapngDamage {
    private static final String SECTION = "0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000";
    private static final String INTERFACE = "01000000 14000000 0100 0000 00000000 14000000";
    private static final String PACKET =
            "06000000 24000000 00000000 00000000 00000000 04000000 04000000 01020304 24000000";

    /** 28 + 20 + 36 bytes with one packet. */
    private static final String ONE = SECTION + INTERFACE + PACKET;

    private static final int END = 84;

    private PcapngDamage() {}

    static Stream<Arguments> cases() {
        return Stream.of(sections(), framing(), packets()).flatMap(cases -> cases);
    }

    private static Stream<Arguments> sections() {
        return Stream.of(
                arguments(
                        "section header cut",
                        SECTION.substring(0, SECTION.length() - 2),
                        0,
                        0,
                        "a section header is cut: 27 of 28 bytes"),
                arguments(
                        "byte-order magic",
                        "0a0d0d0a 1c000000 deadbeef 0100 0000 ffffffffffffffff 1c000000",
                        0,
                        8,
                        "the byte-order magic of a section is deadbeef"),
                arguments(
                        "major version 2",
                        "0a0d0d0a 1c000000 4d3c2b1a 0200 0000 ffffffffffffffff 1c000000",
                        0,
                        12,
                        "pcapng version 2 is not supported"),
                arguments(
                        "major version 2 of a later section, big-endian",
                        ONE + "0a0d0d0a 0000001c 1a2b3c4d 0002 0000 ffffffffffffffff 0000001c",
                        1,
                        END + 12,
                        "pcapng version 2 is not supported"),
                arguments(
                        "section header too short",
                        "0a0d0d0a 18000000 4d3c2b1a 0100 0000 ffffffffffffffff 18000000",
                        0,
                        0,
                        "a section header of 24 bytes"),
                arguments(
                        "section header too long",
                        "0a0d0d0a fcffffff 4d3c2b1a 0100 0000 ffffffffffffffff fcffffff",
                        0,
                        0,
                        "a block of 4294967292 bytes; blocks have 12 to 134217728"),
                arguments(
                        "section header's lengths",
                        "0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 20000000",
                        0,
                        0,
                        "a block's lengths differ: 28 at its start, 32 at its end"),
                arguments(
                        "section header with a cut option",
                        ONE + "0a0d0d0a 24000000 4d3c2b1a 0100 0000 ffffffffffffffff 0100",
                        1,
                        END,
                        "a section header is cut: 26 of 28 bytes"),
                arguments(
                        "too many interfaces",
                        SECTION + INTERFACE.repeat(65_537),
                        0,
                        28 + 65_536 * 20,
                        "more than 65536 interfaces"),
                arguments(
                        "interface too short",
                        SECTION + "01000000 10000000 0100 0000 10000000",
                        0,
                        28,
                        "an interface description of 4 bytes has no room for its header"));
    }

    private static Stream<Arguments> framing() {
        return Stream.of(
                arguments(
                        "block header cut", ONE + "06000000 24000000 000000", 1, END, "a block is cut: 11 of 12 bytes"),
                arguments(
                        "packet block cut",
                        ONE + PACKET.substring(0, PACKET.length() - 2),
                        1,
                        END,
                        "a block is cut: 35 of 36 bytes"),
                arguments(
                        "other block cut",
                        ONE + "05000000 10000000 000000000000",
                        1,
                        END,
                        "a block is cut: 14 of 16 bytes"),
                arguments(
                        "other block cut in its body",
                        ONE + "05000000 00010000 00000000",
                        1,
                        END,
                        "a block is cut: 12 of 256 bytes"),
                arguments(
                        "no length",
                        ONE + "06000000 00000000 00000000",
                        1,
                        END,
                        "a block of 0 bytes; blocks have 12 to 16777216"),
                arguments(
                        "shorter than a block",
                        ONE + "06000000 08000000 00000000",
                        1,
                        END,
                        "a block of 8 bytes; blocks have 12 to 16777216"),
                arguments(
                        "length without its padding, cut",
                        ONE + "06000000 25000000 00000000",
                        1,
                        END,
                        "a block is cut: 12 of 40 bytes"),
                arguments(
                        "other block's length without its padding, cut",
                        ONE + "05000000 0d000000 00000000",
                        1,
                        END,
                        "a block is cut: 12 of 16 bytes"),
                arguments(
                        "packet block too long",
                        ONE + "06000000 04000001 00000000",
                        1,
                        END,
                        "a block of 16777220 bytes; blocks have 12 to 16777216"),
                arguments(
                        "other block too long",
                        ONE + "05000000 04000008 00000000",
                        1,
                        END,
                        "a block of 134217732 bytes; blocks have 12 to 134217728"),
                arguments(
                        "longest packet block, cut",
                        ONE + "06000000 00000001 00000000",
                        1,
                        END,
                        "a block is cut: 12 of 16777216 bytes"),
                arguments(
                        "packet block's lengths",
                        ONE + "06000000 24000000 00000000 00000000 00000000 04000000 04000000 01020304 28000000",
                        1,
                        END,
                        "a block's lengths differ: 36 at its start, 40 at its end"),
                arguments(
                        "other block's lengths",
                        ONE + "05000000 10000000 00000000 ffffffff",
                        1,
                        END,
                        "a block's lengths differ: 16 at its start, 4294967295 at its end"));
    }

    private static Stream<Arguments> packets() {
        return Stream.of(
                arguments(
                        "packet block without room",
                        ONE + "06000000 1c000000 00000000 00000000 00000000 00000000 1c000000",
                        1,
                        END,
                        "a packet block of 16 bytes has no room for its header"),
                arguments(
                        "simple packet block without room",
                        ONE + "03000000 0c000000 0c000000",
                        1,
                        END,
                        "a simple packet block of 0 bytes has no room for its header"),
                arguments(
                        "packet longer than its block",
                        ONE + "06000000 24000000 00000000 00000000 00000000 05000000 05000000 01020304 24000000",
                        1,
                        END,
                        "a packet of 5 bytes in a block with room for 4"),
                arguments(
                        "packet of 4 GiB",
                        ONE + "06000000 24000000 00000000 00000000 00000000 ffffffff ffffffff 01020304 24000000",
                        1,
                        END,
                        "a packet of 4294967295 bytes in a block with room for 4"),
                arguments(
                        "packet beyond the limit",
                        ONE + "06000000 24000400 00000000 00000000 00000000 01000400 01000400" + "00".repeat(262_148)
                                + "24000400",
                        1,
                        END,
                        "a packet of 262145 bytes is longer than the limit of 262144"),
                arguments(
                        "simple packet longer than its block",
                        ONE + "03000000 14000000 05000000 01020304 14000000",
                        1,
                        END,
                        "a packet of 5 bytes in a block with room for 4"),
                arguments(
                        "packet before any interface",
                        SECTION + PACKET,
                        0,
                        28,
                        "a packet of interface 0, but the section describes 0"),
                arguments(
                        "simple packet before any interface",
                        SECTION + "03000000 14000000 04000000 01020304 14000000",
                        0,
                        28,
                        "a packet of interface 0, but the section describes 0"),
                arguments(
                        "packet of another section's interface",
                        ONE + SECTION + PACKET,
                        1,
                        END + 28,
                        "a packet of interface 0, but the section describes 0"),
                arguments(
                        "interface out of range",
                        ONE + "06000000 24000000 01000000 00000000 00000000 04000000 04000000 01020304 24000000",
                        1,
                        END,
                        "a packet of interface 1, but the section describes 1"),
                arguments(
                        "interface far out of range",
                        ONE + "06000000 24000000 ffffffff 00000000 00000000 04000000 04000000 01020304 24000000",
                        1,
                        END,
                        "a packet of interface 4294967295, but the section describes 1"),
                arguments(
                        "obsolete packet's interface out of range",
                        ONE + "02000000 24000000 ffff 0000 00000000 00000000 04000000 04000000 01020304 24000000",
                        1,
                        END,
                        "a packet of interface 65535, but the section describes 1"));
    }
}
