package io.flowjay.packet;

import java.util.Arrays;

/** Times, numbers and IP lengths of packets whose fragments wait for others. */
final class HeldPackets {
    /** More packets than an IP packet has places for fragments are of no use: some bring nothing. */
    static final int MAX = 8192;

    private static final int FIRST_CAPACITY = 2;
    private static final int BYTES_A_PACKET = 24;

    private int size;
    private long[] times = new long[FIRST_CAPACITY];
    private long[] numbers = new long[FIRST_CAPACITY];
    private int[] digits = new int[FIRST_CAPACITY];
    private int[] lengths = new int[FIRST_CAPACITY];

    int size() {
        return size;
    }

    /** The IP length of each packet. */
    int[] lengths() {
        return lengths;
    }

    /** Memory that they take, about. */
    long bytes() {
        return (long) BYTES_A_PACKET * times.length;
    }

    void add(DecodedPacket packet, int ipLength) {
        add(packet.timestampNanos, packet.timestampDigits, packet.number, ipLength);
    }

    /** Adds all of others, with other lengths. */
    void add(HeldPackets others, int[] ipLengths) {
        for (int i = 0; i < others.size; i++) {
            add(others.times[i], others.digits[i], others.numbers[i], ipLengths[i]);
        }
    }

    /** Gives a packet the time and number of one of these. */
    void show(DecodedPacket packet, int index) {
        packet.timestampNanos = times[index];
        packet.timestampDigits = digits[index];
        packet.number = numbers[index];
    }

    private void add(long time, int timeDigits, long number, int ipLength) {
        if (size == times.length) {
            int capacity = size * 2;
            times = Arrays.copyOf(times, capacity);
            numbers = Arrays.copyOf(numbers, capacity);
            digits = Arrays.copyOf(digits, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
        }
        times[size] = time;
        digits[size] = timeDigits;
        numbers[size] = number;
        lengths[size] = ipLength;
        size++;
    }
}
