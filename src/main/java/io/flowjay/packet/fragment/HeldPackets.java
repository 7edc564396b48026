package io.flowjay.packet.fragment;

import io.flowjay.packet.DecodedPacket;
import java.util.Arrays;

/** Times, numbers and IP headers of packets whose fragments wait for others. */
public final class HeldPackets {
    /** More packets than an IP packet has places for fragments are of no use: some bring nothing. */
    static final int MAX = 8192;

    private static final int FIRST_CAPACITY = 2;
    private static final int BYTES_A_PACKET = 33;

    private int size;
    private long[] times = new long[FIRST_CAPACITY];
    private long[] numbers = new long[FIRST_CAPACITY];
    private int[] digits = new int[FIRST_CAPACITY];
    private int[] lengths = new int[FIRST_CAPACITY];
    private int[] payloads = new int[FIRST_CAPACITY];
    private boolean[] truncated = new boolean[FIRST_CAPACITY];
    /** Hop limit, traffic class and flags of each packet's IP header, a byte each. */
    private int[] headers = new int[FIRST_CAPACITY];

    public int size() {
        return size;
    }

    /** The IP length of each packet. */
    public int[] lengths() {
        return lengths;
    }

    /** Memory that they take, about. */
    long bytes() {
        return (long) BYTES_A_PACKET * times.length;
    }

    void add(DecodedPacket packet, int ipLength, int payload, int header) {
        int index = add(packet.timestampNanos, packet.timestampDigits, packet.number, header);
        lengths[index] = ipLength;
        payloads[index] = payload;
        truncated[index] = packet.truncated;
    }

    /** Adds all of others, with the lengths and the header of the IP packet inside. */
    void add(HeldPackets others, int[] ipLengths, int[] ofPayloads, int header) {
        for (int i = 0; i < others.size; i++) {
            int index = add(others.times[i], others.digits[i], others.numbers[i], header);
            lengths[index] = ipLengths[i];
            payloads[index] = ofPayloads[i];
            truncated[index] = others.truncated[i];
        }
    }

    /** Gives a packet all fields of one of these, which is not part of a whole packet. */
    void showAlone(DecodedPacket packet, int index) {
        show(packet, index);
        showHeader(packet, index);
        packet.ipLength = lengths[index];
        packet.payloadLength = payloads[index];
        packet.truncated = truncated[index];
    }

    /** Gives a packet the time and number of one of these. */
    public void show(DecodedPacket packet, int index) {
        packet.timestampNanos = times[index];
        packet.timestampDigits = digits[index];
        packet.number = numbers[index];
    }

    /** Gives a packet the fields of one of these that may differ from fragment to fragment. */
    public void showHeader(DecodedPacket packet, int index) {
        packet.hopLimit = headers[index] & 0xff;
        packet.trafficClass = headers[index] >> 8 & 0xff;
        packet.ipFlags = headers[index] >> 16;
    }

    private int add(long time, int timeDigits, long number, int header) {
        if (size == times.length) {
            int capacity = size * 2;
            times = Arrays.copyOf(times, capacity);
            numbers = Arrays.copyOf(numbers, capacity);
            digits = Arrays.copyOf(digits, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
            payloads = Arrays.copyOf(payloads, capacity);
            truncated = Arrays.copyOf(truncated, capacity);
            headers = Arrays.copyOf(headers, capacity);
        }
        times[size] = time;
        digits[size] = timeDigits;
        numbers[size] = number;
        headers[size] = header;
        return size++;
    }
}
