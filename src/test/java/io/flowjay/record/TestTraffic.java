package io.flowjay.record;

import io.flowjay.testing.Captures;
import java.util.Random;

/** Captures of many flows at once, the same for the same seed. */
public final class TestTraffic {
    private static final int MOST_OPEN = 200;

    private TestTraffic() {}

    /** Packets of up to 200 conversations at a time, TCP and UDP, which come and go. */
    public static byte[] capture(long seed, int packets) {
        Random random = new Random(seed);
        Captures capture = Captures.pcap().nanoseconds();
        int[] conversations = new int[MOST_OPEN];
        int next = 0;
        long nanos = 1_700_000_000_000_000_000L;
        for (int i = 0; i < packets; i++) {
            nanos += random.nextInt(200_000_000);
            int slot = random.nextInt(MOST_OPEN);
            if (conversations[slot] == 0 || random.nextInt(8) == 0) {
                conversations[slot] = ++next;
            }
            capture.packet(nanos, frame(conversations[slot], random));
        }
        return capture.toBytes();
    }

    private static byte[] frame(int conversation, Random random) {
        boolean forward = random.nextInt(3) > 0;
        int client = 0x10000 + conversation;
        int server = 0x20000 + conversation % 50;
        int port = 1024 + conversation % 60_000;
        int payload = random.nextInt(1400);
        if (conversation % 3 == 0) {
            return forward
                    ? TestFrames.udp(client, server, port, 53, payload)
                    : TestFrames.udp(server, client, 53, port, payload);
        }
        int flags = 0x10 | (1 << random.nextInt(6));
        return forward
                ? TestFrames.tcp(client, server, port, 443, flags, payload)
                : TestFrames.tcp(server, client, 443, port, flags, payload);
    }
}
