package io.flowjay.protocol.container;

import static io.flowjay.protocol.tls.Messages.concat;
import static io.flowjay.protocol.tls.Messages.hex;
import static io.flowjay.protocol.tls.Messages.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.protocol.payload.Payload;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages out of DATA chunks (RFC 9260 sections 3.3.1 and 6.9). */
class SctpMessagesTest {
    private static final int BEGINS = 2;
    private static final int ENDS = 1;

    private static byte[] data(int flags, int number, String message) {
        byte[] bytes = hex(message);
        return concat(
                hex("00"),
                number(1, flags),
                number(2, 16 + bytes.length),
                number(4, number),
                hex("0001 0000 0000002f"),
                bytes,
                new byte[-bytes.length & 3]);
    }

    /** Notes messages; wants those that begin with 16, hexadecimal. */
    private static final class Notes implements SctpMessages.Sink {
        private final List<String> messages = new ArrayList<>();

        @Override
        public boolean wants(Payload beginning) {
            return beginning.u8At(0) == 0x16;
        }

        @Override
        public void message(Payload message) {
            byte[] bytes = new byte[message.remaining()];
            message.take(bytes.length, bytes, 0);
            messages.add(HexFormat.of().formatHex(bytes) + (message.isCut() ? " cut" : ""));
        }
    }

    static Stream<Arguments> packets() {
        return Stream.of(
                argumentSet("one", List.of("1601"), new byte[][] {data(3, 1, "1601")}),
                argumentSet("two in a packet", List.of("1601", "160203"), new byte[][] {
                    concat(data(3, 1, "1601"), data(3, 2, "160203"))
                }),
                argumentSet("one that is not wanted between", List.of("1601", "1602"), new byte[][] {
                    concat(data(3, 1, "1601"), data(3, 2, "17"), hex("03000010 00000001 00010000 00000000")),
                    data(3, 3, "1602")
                }),
                argumentSet("three fragments", List.of("16010203040506"), new byte[][] {
                    data(BEGINS, 7, "160102"), data(0, 8, "0304"), data(ENDS, 9, "0506")
                }),
                argumentSet("numbers that wrap around", List.of("160102"), new byte[][] {
                    data(BEGINS, -1, "1601"), data(ENDS, 0, "02")
                }),
                argumentSet("a fragment that is missing", List.of(), new byte[][] {
                    data(BEGINS, 7, "1601"), data(ENDS, 9, "02")
                }),
                argumentSet("fragments that are sent again", List.of("16010203"), new byte[][] {
                    data(BEGINS, 7, "1601"),
                    data(0, 8, "02"),
                    data(0, 8, "02"),
                    data(ENDS, 9, "03"),
                    data(ENDS, 9, "03")
                }),
                argumentSet("a message that begins before another ends", List.of("1605"), new byte[][] {
                    data(BEGINS, 7, "1601"), data(BEGINS, 8, "16"), data(ENDS, 9, "05")
                }),
                argumentSet("a fragment of a message that is not wanted", List.of(), new byte[][] {
                    data(BEGINS, 7, "1701"), data(ENDS, 8, "16")
                }),
                argumentSet("an empty message", List.of(), new byte[][] {data(3, 7, "")}),
                argumentSet("a chunk longer than the packet", List.of("1601 cut"), new byte[][] {
                    concat(hex("00030020 00000001 00010000 0000002f"), hex("1601"))
                }),
                argumentSet(
                        "a chunk without a length", List.of(), new byte[][] {concat(hex("00030000"), data(3, 1, "1601"))
                        }));
    }

    @ParameterizedTest
    @MethodSource
    void packets(List<String> expected, byte[][] packets) {
        Notes notes = new Notes();
        SctpMessages messages = new SctpMessages(notes);
        for (byte[] packet : packets) {
            messages.packet(Payload.of(false, packet, 0, packet.length));
        }
        assertThat(notes.messages).isEqualTo(expected);
    }

    @Test
    void aMessageThatIsTooLongIsDropped() {
        Notes notes = new Notes();
        SctpMessages messages = new SctpMessages(notes);
        String kilobyte = "16".repeat(1024);
        for (int i = 0; i < 32; i++) {
            byte[] packet = data(i == 0 ? BEGINS : 0, i, kilobyte);
            messages.packet(Payload.of(false, packet, 0, packet.length));
        }
        assertThat(messages.heldBytes()).isBetween(32 << 10, 64 << 10);
        byte[] last = data(ENDS, 32, "16");
        messages.packet(Payload.of(false, last, 0, last.length));
        assertThat(messages.heldBytes()).isZero();
        assertThat(notes.messages).isEmpty();
    }

    /** Whatever the bytes are, nothing is read beyond them, and no exception leaves. */
    @Test
    void randomBytes() {
        long seed = System.nanoTime();
        System.out.println("SctpMessagesTest seed " + seed);
        Random random = new Random(seed);
        SctpMessages messages = new SctpMessages(new Notes());
        for (int round = 0; round < 20_000; round++) {
            byte[] packet = new byte[random.nextInt(80)];
            random.nextBytes(packet);
            for (int i = 0; i < packet.length; i += 1 + random.nextInt(8)) {
                packet[i] = (byte) random.nextInt(4);
            }
            messages.packet(Payload.of(false, packet, 0, packet.length));
            assertThat(messages.heldBytes()).isLessThanOrEqualTo(64 << 10);
        }
    }
}
