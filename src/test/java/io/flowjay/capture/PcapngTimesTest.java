package io.flowjay.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.capture.ReadCapture.Packet;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Times of pcapng packets by the options of their interface (draft-ietf-opsawg-pcapng section 4.2). */
class PcapngTimesTest {
    private static final int RESOLUTION = 9;
    private static final int FCS_LENGTH = 13;
    private static final int OFFSET = 14;
    private static final int NAME = 2;
    private static final int BINARY = 0x80;

    static List<Arguments> resolutions() {
        return List.of(
                arguments("10^0", 0, "1700000000", 1_700_000_000_000_000_000L, 6),
                arguments("10^-3", 3, "1700000000123", 1_700_000_000_123_000_000L, 6),
                arguments("10^-6", 6, "1700000000123456", 1_700_000_000_123_456_000L, 6),
                arguments("10^-7", 7, "17000000001234567", 1_700_000_000_123_456_700L, 9),
                arguments("10^-9", 9, "1700000000123456789", 1_700_000_000_123_456_789L, 9),
                arguments("10^-12", 12, "1234567123456789999", 1_234_567_123_456_789L, 9),
                arguments("10^-19, beyond 2^63", 19, "12345678909999999999", 1_234_567_890L, 9),
                arguments("10^-20", 20, "12345678909999999999", 123_456_789L, 9),
                arguments("10^-28", 28, "18446744073709551615", 1L, 9),
                arguments("10^-29", 29, "18446744073709551615", 0L, 9),
                arguments("10^-127", 127, "18446744073709551615", 0L, 9),
                arguments("2^0", BINARY, "1700000000", 1_700_000_000_000_000_000L, 6),
                // 1700000000 * 1024 + 512
                arguments("2^-10", BINARY | 10, "1740800000512", 1_700_000_000_500_000_000L, 6),
                // 3 * 2^19 + 1, where 2^-19 s are 1907.3486328125 ns
                arguments("2^-19", BINARY | 19, "1572865", 3_000_001_907L, 6),
                // 3 * 2^20 + 1, where 2^-20 s are 953.67431640625 ns
                arguments("2^-20", BINARY | 20, "3145729", 3_000_000_953L, 9),
                // 2^32 + 2^32 - 1
                arguments("2^-32", BINARY | 32, "8589934591", 1_999_999_999L, 9),
                // 3 * 2^62
                arguments("2^-63", BINARY | 63, "13835058055282163712", 1_500_000_000L, 9),
                // 3 * 2^62
                arguments("2^-64", BINARY | 64, "13835058055282163712", 750_000_000L, 9),
                arguments("2^-65", BINARY | 65, "18446744073709551615", 499_999_999L, 9),
                arguments("2^-127", BINARY | 127, "18446744073709551615", 0L, 9));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("resolutions")
    void resolution(String name, int resolution, String units, long nanos, int digits) throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] options = option(order, RESOLUTION, (byte) resolution);
            Packet packet = read(order, options, Long.parseUnsignedLong(units));
            assertThat(packet.nanos()).isEqualTo(nanos);
            assertThat(packet.digits()).isEqualTo(digits);
        }
    }

    static List<Arguments> offsets() {
        return List.of(
                arguments("an hour", 3_600L, 1_250_000L, 3_601_250_000_000L),
                arguments("seconds of today", 1_700_000_000L, 1L, 1_700_000_000_000_001_000L),
                arguments("negative", -3_600L, 3_601_250_000L, 1_250_000_000L),
                arguments("negative, to before 1970", -1L, 250_000L, -750_000_000L),
                arguments("beyond 32 bits", 5_000_000_000L, 0L, 5_000_000_000_000_000_000L),
                // 2^63 ns are 9223372036.854775808 s.
                arguments("the last second of nanoseconds", 9_223_372_036L, 854_775L, 9_223_372_036_854_775_000L),
                arguments("the first second of nanoseconds", -9_223_372_036L, 0L, -9_223_372_036_000_000_000L));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("offsets")
    void offset(String name, long seconds, long micros, long nanos) throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] value = ByteBuffer.allocate(Long.BYTES)
                    .order(order)
                    .putLong(seconds)
                    .array();
            byte[] options = Layout.join(option(order, NAME, (byte) 'e', (byte) '0'), option(order, OFFSET, value));
            assertThat(read(order, options, micros).nanos()).isEqualTo(nanos);
        }
    }

    static List<Arguments> outOfRange() {
        return List.of(
                arguments("a microsecond too late", 9_223_372_036L, 854_776L, "9223372036.854776000"),
                arguments("a second too early", -9_223_372_037L, 0L, "-9223372037.000000000"),
                arguments("the year 2300", 10_413_792_000L, 0L, "10413792000.000000000"),
                arguments("the latest offset", Long.MAX_VALUE, 0L, "9223372036854775807.000000000"),
                arguments("the earliest offset", Long.MIN_VALUE, 1L, "-9223372036854775807.999999000"));
    }

    /** Nanoseconds of 64 bits do not hold these times: an error that names packet and time, rather than another time. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("outOfRange")
    void aTimeOutOfRangeIsAnError(String name, long seconds, long micros, String time) {
        byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(seconds).array();
        byte[] options = option(ByteOrder.BIG_ENDIAN, OFFSET, value);
        assertThatThrownBy(() -> read(ByteOrder.BIG_ENDIAN, options, micros))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("packet 1 has the time " + time + " s since 1970");
    }

    static List<Arguments> unusual() {
        return List.of(
                arguments("what follows the end of the options", "0000 0000 0900 0100 00000000", 6),
                arguments("a resolution of two bytes", "0900 0200 09090000", 6),
                arguments("an offset of four bytes", "0e00 0400 00000001", 6),
                arguments("an option that overruns the block", "0900 0100 09000000 0200 ff00 65746830", 9),
                arguments("no end of the options", "0900 0100 09000000", 9));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusual")
    void optionsThatDoNotCount(String name, String options, int digits) throws IOException {
        Packet packet = read(ByteOrder.LITTLE_ENDIAN, Layout.hex(options), 1_000_000_000);
        assertThat(packet.nanos()).isEqualTo(digits == 9 ? 1_000_000_000L : 1_000_000_000_000L);
        assertThat(packet.digits()).isEqualTo(digits);
    }

    @ParameterizedTest(name = "{0} is {1} bytes")
    @MethodSource("checkSequences")
    void checkSequence(int stated, int bytes) throws IOException {
        byte[] options = option(ByteOrder.LITTLE_ENDIAN, FCS_LENGTH, (byte) stated);
        assertThat(read(ByteOrder.LITTLE_ENDIAN, options, 0).fcs()).isEqualTo(bytes);
    }

    static List<Arguments> checkSequences() {
        return List.of(arguments(0, 0), arguments(2, 2), arguments(4, 4), arguments(16, 2), arguments(32, 4));
    }

    private static Packet read(ByteOrder order, byte[] options, long units) throws IOException {
        Captures.Pcapng capture = Captures.pcapng();
        if (order == ByteOrder.BIG_ENDIAN) {
            capture.bigEndian();
        }
        capture.options(options).raw(new byte[0]);
        byte[] bytes = capture.packet(0, units, new byte[] {1}, 1).toBytes();
        RawPacket raw = new RawPacket();
        try (CaptureReader reader = CaptureFile.open(bytes, "test")) {
            reader.next(raw);
        }
        return ReadCapture.of(bytes).packets().get(0);
    }

    private static byte[] option(ByteOrder order, int code, byte... value) {
        return ByteBuffer.allocate(4 + ((value.length + 3) & ~3))
                .order(order)
                .putShort((short) code)
                .putShort((short) value.length)
                .put(value)
                .array();
    }
}
