package io.flowjay.packet;

import java.util.Arrays;

/**
 * An IP packet of which fragments are there: its payload as far as it came, and for each fragment's packet its time and length.
 * Where fragments overlap, the bytes that came first stay. A fragment that itself came in fragments is several packets here.
 */
final class Datagram {
    /** Fragments start at multiples of this (RFC 791 section 3.2). */
    static final int BLOCK = 8;

    static final int MAX_LENGTH = 65_535;
    /** More packets than blocks are of no use: some bring nothing. */
    static final int MAX_PACKETS = 8192;

    private static final int UNKNOWN = -1;
    private static final int FIRST_PACKETS = 4;
    private static final int FIXED_BYTES = 256;
    private static final int BYTES_A_PACKET = 28;

    final FragmentKey key;
    final long firstNanos;

    private byte[] data = new byte[0];
    /** 1 + the number of the packet that brought each block; 0 while it is missing. */
    private short[] owners = new short[0];

    private int blocksWithoutGap;
    private int length = UNKNOWN;
    private int capturedEnd = MAX_LENGTH + 1;
    private int protocol = UNKNOWN;

    private int packets;
    private long[] times = new long[FIRST_PACKETS];
    private long[] numbers = new long[FIRST_PACKETS];
    private int[] digits = new int[FIRST_PACKETS];
    private int[] lengths = new int[FIRST_PACKETS];
    /** Hop limit, traffic class and flags of each packet's IP header, a byte each. */
    private int[] headers = new int[FIRST_PACKETS];

    Datagram(FragmentKey key, long firstNanos) {
        this.key = key;
        this.firstNanos = firstNanos;
    }

    /** Length of the payload; known once the packet is complete. */
    int length() {
        return length;
    }

    /** Upper-layer protocol, which the first fragment tells. */
    int protocol() {
        return protocol;
    }

    byte[] data() {
        return data;
    }

    /** Where the first byte lies that a snapshot length cut off, or the payload ends. */
    int capturedEnd() {
        return Math.min(capturedEnd, length);
    }

    int packets() {
        return packets;
    }

    /** Memory that this packet takes, about. */
    long bytes() {
        return FIXED_BYTES + data.length + 2L * owners.length + (long) BYTES_A_PACKET * times.length;
    }

    boolean isComplete() {
        return length != UNKNOWN && blocksWithoutGap * BLOCK >= length;
    }

    /** Whether the packets that a fragment came in can be held too. */
    boolean hasRoomFor(DecodedPacket packet) {
        return packets + (packet.datagram == null ? 1 : packet.datagram.packets) <= MAX_PACKETS;
    }

    /**
     * Adds a fragment.
     *
     * @param packet the packet with the fragment, or with the last part of it
     * @return whether it overlaps others
     */
    boolean add(DecodedPacket packet, Fragment fragment) {
        int first = packets;
        hold(packet, fragment);
        int end = fragment.offset() + fragment.length();
        if (fragment.offset() == 0 && protocol == UNKNOWN) {
            protocol = fragment.protocol();
        }
        boolean otherEnd = !fragment.more() && length != UNKNOWN && length != end;
        if (!fragment.more() && length == UNKNOWN) {
            length = end;
        }
        reserve(end);
        boolean overlaps = fill(packet, fragment, first);
        while (blocksWithoutGap < owners.length && owners[blocksWithoutGap] != 0) {
            blocksWithoutGap++;
        }
        return overlaps || otherEnd;
    }

    private boolean fill(DecodedPacket packet, Fragment fragment, int first) {
        Datagram parts = packet.datagram;
        int offset = fragment.offset();
        int at = fragment.at();
        int count = fragment.length();
        boolean overlaps = false;
        int captured = Math.max(0, Math.min(count, packet.capturedEnd - at));
        if (captured < count) {
            capturedEnd = Math.min(capturedEnd, offset + captured);
        }
        for (int done = 0; done < count; done += BLOCK) {
            int block = (offset + done) / BLOCK;
            if (owners[block] != 0) {
                overlaps = true;
                continue;
            }
            int part = parts == null ? 0 : parts.ownerOf(at + done);
            owners[block] = (short) (first + part + 1);
            int bytes = Math.min(BLOCK, captured - done);
            if (bytes > 0) {
                System.arraycopy(packet.data, at + done, data, offset + done, bytes);
            }
        }
        return overlaps;
    }

    /** Shows one of the packets: its time and number. */
    void show(DecodedPacket packet, int index) {
        packet.timestampNanos = times[index];
        packet.timestampDigits = digits[index];
        packet.number = numbers[index];
    }

    /** Shows the fields of one packet's IP header that may differ from fragment to fragment. */
    void showHeader(DecodedPacket packet, int index) {
        packet.hopLimit = headers[index] & 0xff;
        packet.trafficClass = headers[index] >> 8 & 0xff;
        packet.ipFlags = headers[index] >> 16;
    }

    /** The IP length of each packet. */
    int[] lengths() {
        return lengths;
    }

    /** How many of the bytes from {@code from} to {@code to} each packet brought. */
    int[] shares(int from, int to) {
        int[] shares = new int[packets];
        int end = Math.min(to, length);
        for (int at = Math.max(0, from); at < end; at = (at / BLOCK + 1) * BLOCK) {
            shares[ownerOf(at)] += Math.min(end, (at / BLOCK + 1) * BLOCK) - at;
        }
        return shares;
    }

    private int ownerOf(int at) {
        return owners[at / BLOCK] - 1;
    }

    private void hold(DecodedPacket packet, Fragment fragment) {
        Datagram parts = packet.datagram;
        int at = fragment.header();
        int header = IpLayer.hopLimit(packet.data, at)
                | IpLayer.trafficClass(packet.data, at) << 8
                | IpLayer.flags(packet.data, at) << 16;
        if (parts == null) {
            hold(packet.timestampNanos, packet.timestampDigits, packet.number, fragment.ipLength(), header);
            return;
        }
        int[] shares = parts.shares(fragment.header(), fragment.header() + fragment.ipLength());
        for (int i = 0; i < parts.packets; i++) {
            hold(parts.times[i], parts.digits[i], parts.numbers[i], shares[i], header);
        }
    }

    private void hold(long time, int timeDigits, long number, int ipLength, int header) {
        if (packets == times.length) {
            int capacity = packets * 2;
            times = Arrays.copyOf(times, capacity);
            numbers = Arrays.copyOf(numbers, capacity);
            digits = Arrays.copyOf(digits, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
            headers = Arrays.copyOf(headers, capacity);
        }
        times[packets] = time;
        digits[packets] = timeDigits;
        numbers[packets] = number;
        lengths[packets] = ipLength;
        headers[packets] = header;
        packets++;
    }

    private void reserve(int end) {
        int blocks = (end + BLOCK - 1) / BLOCK;
        if (blocks > owners.length) {
            int capacity = Math.min(Math.max(blocks, owners.length * 2), MAX_LENGTH / BLOCK + 1);
            owners = Arrays.copyOf(owners, capacity);
            data = Arrays.copyOf(data, capacity * BLOCK);
        }
    }
}
