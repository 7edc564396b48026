package io.flowjay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class InternetChecksumTest {
    static final List<Arguments> SUMS = List.of(
            argumentSet("the example of RFC 1071 section 3", "0001f203f4f5f6f7", 0xddf2),
            argumentSet("nothing", "", 0),
            argumentSet("one byte", "12", 0x1200),
            argumentSet("three bytes", "010203", 0x0402),
            argumentSet("carries that carry", "ffffffff0001", 0x0001),
            argumentSet("an IPv4 header with its checksum", "4500003400014000400626c10a0000010a000002", 0xffff));

    @ParameterizedTest
    @FieldSource("SUMS")
    void isTheFoldedSum(String bytes, int expected) {
        byte[] data = HexFormat.of().parseHex("ff" + bytes + "ff");
        assertThat(InternetChecksum.fold(InternetChecksum.add(0, data, 1, data.length - 2)))
                .isEqualTo(expected);
    }

    /** Against the sum word by word. */
    @Test
    void anyLength() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int length = 0; length < 200; length++) {
            byte[] data = new byte[length];
            random.nextBytes(data);
            long sum = 0;
            for (int i = 0; i < length; i += 2) {
                sum += (data[i] & 0xff) << 8 | (i + 1 < length ? data[i + 1] & 0xff : 0);
            }
            int expected = sum == 0 ? 0 : (int) ((sum - 1) % 0xffff + 1);
            assertThat(InternetChecksum.fold(InternetChecksum.add(0, data, 0, length)))
                    .as("seed %d, length %d", seed, length)
                    .isEqualTo(expected);
        }
    }
}
