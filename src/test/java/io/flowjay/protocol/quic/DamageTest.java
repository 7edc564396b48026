package io.flowjay.protocol.quic;

import static io.flowjay.protocol.quic.Wire.crypto;
import static io.flowjay.protocol.quic.Wire.join;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damage and malice: answers are right or absent, and the work is bounded. */
class DamageTest {
    private static final byte[] HELLO = Wire.longHello(1901, 5);

    private final Peer client = Peer.client(Wire.RFC_DESTINATION);
    private final Peer server = Peer.server(Wire.RFC_DESTINATION);

    @Test
    void anyBitFlippedInTheOnlyInitial() {
        byte[] datagram = client.paddedInitial(crypto(Wire.CLIENT_HELLO));
        for (int bit = 0; bit < datagram.length * 8; bit++) {
            datagram[bit / 8] ^= (byte) (1 << bit % 8);
            Conversation quic = new Conversation();
            quic.client(datagram);
            assertThat(quic.clientHello()).as("bit %d", bit).isEmpty();
            assertThat(quic.facts().packetNumberLength()).as("bit %d", bit).isZero();
            datagram[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void damagedPacketDoesNotSpoilItsRepetition() {
        byte[] datagram = client.paddedInitial(crypto(Wire.CLIENT_HELLO));
        byte[] damaged = datagram.clone();
        damaged[700] ^= 1;
        Conversation quic = new Conversation();
        for (int i = 0; i < 100; i++) {
            quic.client(damaged);
        }
        quic.client(datagram);
        quic.server(server.initial(crypto(Wire.SERVER_HELLO)));
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(Wire.CLIENT_HELLO));
        assertThat(quic.serverHello()).isEqualTo(HelloText.server(Wire.SERVER_HELLO));
    }

    @Test
    void datagramCutAnywhere() {
        byte[] datagram = join(client.paddedInitial(crypto(HELLO, 0, 900)), client.zeroRtt(), client.oneRtt(true));
        byte[] rest = client.paddedInitial(crypto(HELLO, 900, HELLO.length));
        for (int length = 0; length < datagram.length; length++) {
            Conversation quic = new Conversation();
            quic.cut(true, datagram, length);
            quic.cut(true, Arrays.copyOf(datagram, length), length);
            quic.client(rest);
            String expected = length >= 1200 ? HelloText.client(HELLO) : "";
            assertThat(quic.clientHello()).as("%d bytes", length).isEqualTo(expected);
        }
    }

    @Test
    void conversationWithRandomDamage() {
        long seed = System.nanoTime();
        System.out.println("DamageTest.conversationWithRandomDamage seed " + seed);
        Random random = new Random(seed);
        List<byte[]> datagrams = List.of(
                client.paddedInitial(crypto(HELLO, 0, 1000)),
                client.paddedInitial(crypto(HELLO, 1000, HELLO.length)),
                join(server.initial(crypto(Wire.SERVER_HELLO)), server.handshake(), server.oneRtt(true)),
                server.retry(Wire.hex("0102"), "00"),
                Wire.hex("80 00000000 00 08 8394c8f03e515708 00000001"));
        String whole = HelloText.client(HELLO);
        for (int round = 0; round < 3_000; round++) {
            Conversation quic = new Conversation();
            for (int i = 0; i < 8; i++) {
                byte[] datagram =
                        datagrams.get(random.nextInt(datagrams.size())).clone();
                for (int flips = random.nextInt(3); flips > 0; flips--) {
                    datagram[random.nextInt(datagram.length)] ^= (byte) (1 << random.nextInt(8));
                }
                quic.cut(
                        random.nextBoolean(),
                        datagram,
                        random.nextInt(4) == 0 ? random.nextInt(datagram.length) : datagram.length);
            }
            assertThat(quic.clientHello()).as("round %d", round).isIn("", whole);
        }
    }

    /** Frames that only the client could have written, yet anything. */
    @Test
    void randomFramesUnderRightKeys() {
        long seed = System.nanoTime();
        System.out.println("DamageTest.randomFramesUnderRightKeys seed " + seed);
        Random random = new Random(seed);
        byte[] types = {0, 1, 2, 3, 6, 6, 6, 0x1c, 8};
        for (int round = 0; round < 5_000; round++) {
            Conversation quic = new Conversation();
            byte[] frames = new byte[4 + random.nextInt(200)];
            random.nextBytes(frames);
            for (int at = 0; at < frames.length; at += 1 + random.nextInt(8)) {
                frames[at] = types[random.nextInt(types.length)];
            }
            client.nextNumber = 0;
            quic.client(client.initial(frames));
            assertThat(quic.facts().packetNumberLength()).isPositive();
            assertThat(quic.clientHello()).isEmpty();
        }
    }

    @Test
    void framesOfOneByteReversed() {
        byte[] hello = Wire.longHello(CryptoStream.MAX_AHEAD - 1, 6);
        client.numberLength = 2;
        List<byte[]> frames = new ArrayList<>();
        Conversation quic = new Conversation();
        for (int at = hello.length - 1; at >= 0; at--) {
            frames.add(crypto(hello, at, at + 1));
            if (frames.size() == 200 || at == 0) {
                quic.client(client.initial(frames.toArray(byte[][]::new)));
                frames.clear();
            }
        }
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(hello));
    }

    @Test
    void sixtyFourKilobytesInOrder() {
        byte[] hello = Wire.longHello(CryptoStream.LIMIT - 1, 6);
        client.numberLength = 2;
        Conversation quic = new Conversation();
        for (int at = 0; at < hello.length; at += 200) {
            quic.client(client.initial(crypto(hello, at, Math.min(hello.length, at + 200))));
        }
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(hello));
    }

    @Test
    void helloBeyondTheLimitIsAbsent() {
        byte[] hello = Wire.longHello(CryptoStream.LIMIT + 1, 6);
        Conversation quic = new Conversation();
        client.numberLength = 2;
        for (int at = 0; at < hello.length; at += 1000) {
            quic.client(client.paddedInitial(crypto(hello, at, Math.min(hello.length, at + 1000))));
        }
        assertThat(quic.clientHello()).isEmpty();
    }

    @Test
    void helloOfAnotherFormIsAbsent() {
        Conversation quic = new Conversation();
        byte[] cutInside = Wire.CLIENT_HELLO.clone();
        cutInside[40] = (byte) 0xff;
        quic.client(client.paddedInitial(crypto(cutInside)));
        assertThat(quic.clientHello()).isEmpty();
        Peer next = Peer.client(Wire.hex("a1a2a3a4a5a6a7a8"));
        quic.client(next.paddedInitial(crypto(Wire.CLIENT_HELLO)));
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(Wire.CLIENT_HELLO));
    }

    /** Each packet is tried under four kept connections' keys and its own. */
    @ParameterizedTest
    @CsvSource({"within the bound, 90, true", "beyond the bound, 130, false"})
    void workIsBounded(String name, int attempts, boolean read) {
        Conversation quic = new Conversation();
        for (int i = 0; i < attempts; i++) {
            byte[] destination = ByteBuffer.allocate(8).putInt(4, i).array();
            quic.client(Peer.client(destination).paddedInitial(crypto(HELLO, 0, 100)));
        }
        quic.client(client.paddedInitial(crypto(Wire.CLIENT_HELLO)));
        assertThat(quic.facts().initialPackets()).as(name).isEqualTo(attempts + 1);
        assertThat(quic.clientHello()).as(name).isEqualTo(read ? HelloText.client(Wire.CLIENT_HELLO) : "");
    }

    @Test
    void serversPacketsBeforeTheClientsFirst() {
        Conversation quic = new Conversation();
        for (int i = 0; i < 200; i++) {
            quic.server(server.initial(crypto(Wire.SERVER_HELLO)));
        }
        quic.client(client.paddedInitial(crypto(Wire.CLIENT_HELLO)));
        assertThat(quic.clientHello()).isEqualTo(HelloText.client(Wire.CLIENT_HELLO));
    }
}
