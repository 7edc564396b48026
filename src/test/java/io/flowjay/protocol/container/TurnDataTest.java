package io.flowjay.protocol.container;

import static io.flowjay.protocol.tls.Messages.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.protocol.payload.Payload;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the data lies in messages of TURN, by the layouts of RFC 8656 section 12.4 and RFC 8489 section 5. */
class TurnDataTest {
    private static final String STUN = "2112a442 000102030405060708090a0b";

    static Stream<Arguments> datagrams() {
        return Stream.of(
                argumentSet("first channel", "4000 0003 aabbcc", 4, 3),
                argumentSet("last channel, with padding", "4fff 0003 aabbcc 00", 4, 3),
                argumentSet("no channel", "3fff 0003 aabbcc", 0, 0),
                argumentSet("reserved (RFC 8656 section 12)", "5000 0003 aabbcc", 0, 0),
                argumentSet("longer than the datagram", "4000 0004 aabbcc", 0, 0),
                argumentSet("a header alone", "4000 0000", 0, 0),
                argumentSet("Send indication", "0016 000c" + STUN + "0013 0005 aabbccddee 000000", 24, 5),
                argumentSet(
                        "Data indication, after two attributes, one with padding",
                        "0017 0018" + STUN + "0012 0002 0001 0000 8022 0001 61 000000 0013 0002 aabb 0000",
                        40,
                        2),
                argumentSet("indication without data", "0016 0008" + STUN + "0012 0002 0001 0000", 0, 0),
                argumentSet("attribute longer than the datagram", "0016 0008" + STUN + "0013 0009 aabbccdd", 0, 0),
                argumentSet("attribute with the largest length", "0016 0008" + STUN + "0012 ffff aabbccdd", 0, 0),
                argumentSet("another cookie", "0016 0008 2112a443 000102030405060708090a0b 0013 0004 aabbccdd", 0, 0),
                argumentSet("another message", "0001 0008" + STUN + "0013 0004 aabbccdd", 0, 0),
                argumentSet("an indication that is cut", "0016 0008 2112a442", 0, 0),
                argumentSet("nothing", "", 0, 0));
    }

    @ParameterizedTest
    @MethodSource
    void datagrams(String datagram, int start, int length) {
        byte[] bytes = hex(datagram);
        Payload payload = Payload.of(false, bytes, 0, bytes.length);
        assertThat(TurnData.start(payload)).isEqualTo(start);
        if (start > 0) {
            assertThat(TurnData.length(payload, start)).isEqualTo(length);
        }
    }

    @Test
    void dataThatTheCaptureCutsCounts() {
        byte[] bytes = hex("4000 0009 aabbcc");
        Payload payload = new Payload().set(false, bytes, 0, bytes.length, 13);
        assertThat(TurnData.start(payload)).isEqualTo(4);
    }

    @Test
    void randomBytes() {
        long seed = System.nanoTime();
        System.out.println("TurnDataTest seed " + seed);
        Random random = new Random(seed);
        byte[] indication = hex("0016 0000" + STUN);
        for (int round = 0; round < 20_000; round++) {
            byte[] datagram = new byte[random.nextInt(60)];
            random.nextBytes(datagram);
            System.arraycopy(indication, 0, datagram, 0, Math.min(datagram.length, indication.length));
            int start = TurnData.start(Payload.of(false, datagram, 0, datagram.length));
            assertThat(start).isBetween(0, datagram.length);
        }
    }
}
