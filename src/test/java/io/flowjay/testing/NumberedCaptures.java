package io.flowjay.testing;

import io.flowjay.capture.CaptureFile;
import io.flowjay.record.ExtractionSettings;
import io.flowjay.record.FlowRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Captures that all differ, and the ids of their records. */
public final class NumberedCaptures {
    /** Ethernet, IPv4 192.0.2.1 to 192.0.2.2, UDP to port 53 without payload; the source port is at {@link #SOURCE_PORT}. */
    private static final byte[] UDP = HexFormat.of()
            .parseHex("020000000002020000000001" + "0800" + "4500001c000000004011" + "0000" + "c0000201" + "c0000202"
                    + "0000" + "0035" + "0008" + "0000");

    private static final int SOURCE_PORT = 34;
    private static final int FIRST_PORT = 1024;
    private static final long START = 1_700_000_000_000_000_000L;

    private NumberedCaptures() {}

    /**
     * A capture with flows of one packet each.
     *
     * @param number what tells it from others
     * @param flows at most 60,000
     */
    public static byte[] bytes(int number, int flows) {
        Captures capture = Captures.pcap();
        long start = START + number * Duration.ofHours(1).toNanos();
        for (int i = 0; i < flows; i++) {
            byte[] frame = UDP.clone();
            ByteBuffer.wrap(frame).putShort(SOURCE_PORT, (short) (FIRST_PORT + i));
            capture.packet(start + i * 1000L, frame);
        }
        return capture.toBytes();
    }

    /** The name that a capture of a number is dropped under. */
    public static String name(int number) {
        return "capture" + number + ".pcap";
    }

    /** What {@code record_id} the capture's records have. */
    public static List<String> recordIds(int number, int flows) {
        List<String> ids = new ArrayList<>();
        try (FlowRecords records =
                new ExtractionSettings().build().records(CaptureFile.open(bytes(number, flows), name(number)))) {
            while (records.hasNext()) {
                ids.add(String.valueOf(records.next().get("record_id")));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return ids;
    }
}
