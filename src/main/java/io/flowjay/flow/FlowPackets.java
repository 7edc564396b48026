package io.flowjay.flow;

import io.flowjay.spill.Spill;
import org.jspecify.annotations.Nullable;

/**
 * The packets of one flow in capture order, in pages: {@link PacketColumns} that come one after the other. A flow of up to {@link
 * Spill#maxPagePackets} packets has one page, in memory, unless memory was short. The pages of a longer one may be in a temporary
 * file, from where they come back one at a time.
 *
 * <pre>
 * for (int i = 0; i &lt; packets.pages(); i++) {
 *     PacketColumns page = packets.page(i);
 * </pre>
 *
 * <p>A page is valid until another one is asked for.
 */
public final class FlowPackets {
    private static final int NEXT_CAPACITY = 1024;

    private final PacketMemory memory;
    private PacketColumns tail;
    private @Nullable OlderPackets older;
    private int size;
    private long lastTime;
    /** Bytes that {@link #memory} knows of. */
    private long accounted;
    /** The capacity of the tail then. */
    private int accountedCapacity;

    FlowPackets(PacketMemory memory, int capacity) {
        this.memory = memory;
        tail = new PacketColumns(capacity);
    }

    /** Number of packets. */
    public int size() {
        return size;
    }

    /** Number of pages, at least 1. */
    public int pages() {
        return older == null ? 1 : older.pages() + (tail.size() > 0 ? 1 : 0);
    }

    /** A page, read back if it is not in memory. */
    public PacketColumns page(int index) {
        return older == null || index == older.pages() ? tail : older.page(index);
    }

    /** Capture time of a packet: of any one, in no order. Where the packets are not in memory this is slow. */
    public long time(int index) {
        return older != null && index < older.size() ? older.time(index) : tail.times()[tailIndex(index)];
    }

    /** {@link PacketColumns#info()} of any packet. */
    public int info(int index) {
        return older != null && index < older.size() ? older.info(index) : tail.info()[tailIndex(index)];
    }

    /** {@link IcmpColumns#types()} of any packet. */
    public int icmpType(int index) {
        return older != null && index < older.size()
                ? older.icmpType(index)
                : tail.icmp().types()[tailIndex(index)];
    }

    private int tailIndex(int index) {
        return older == null ? index : index - older.size();
    }

    /** Where values that are derived from these packets go when memory is short. */
    public Spill spill() {
        return memory.spill();
    }

    /** Gives back the memory that reading took; everything can still be read. */
    public void release() {
        if (older != null) {
            older.release();
        }
    }

    /** Time of the last packet that was added; undefined without one. */
    long lastTime() {
        return lastTime;
    }

    int capacity() {
        return tail.capacity();
    }

    /** The page to which {@link #add} added the last packet. */
    PacketColumns tail() {
        return tail;
    }

    void add(long time, int length, int payload, int packetInfo, int ipFields) {
        if (tail.size() == memory.maxPagePackets()) {
            startPage();
        }
        tail.add(time, length, payload, packetInfo, ipFields);
        lastTime = time;
        size++;
    }

    private void startPage() {
        older().add(tail);
        tail = new PacketColumns(Math.min(NEXT_CAPACITY, memory.maxPagePackets()));
        accountedCapacity = 0;
    }

    private OlderPackets older() {
        OlderPackets known = older;
        if (known == null) {
            known = new OlderPackets(memory.spill());
            older = known;
        }
        return known;
    }

    /** Lets {@link PacketMemory} know how much memory the packets take; to be called after each packet. */
    void account() {
        if (tail.capacity() != accountedCapacity) {
            accountedCapacity = tail.capacity();
            long held = tail.heldBytes() + (older == null ? 0L : older.heldBytes());
            memory.add(held - accounted);
            accounted = held;
        }
    }

    /** Memory that writing these packets would free, about, in bytes. */
    long heldBytes() {
        return accounted;
    }

    /** Packets that {@link #spillAll} would write. */
    int packetsInMemory() {
        return size - (older == null ? 0 : older.written());
    }

    /** Writes all packets to the temporary file. */
    void spillAll() {
        OlderPackets before = older();
        before.add(tail);
        tail = new PacketColumns(0);
        before.spill();
        accountedCapacity = -1;
        account();
    }

    /** Exchanges the directions of all packets. */
    void turn() {
        tail.turn();
        if (older != null) {
            older.turn();
        }
    }

    void clear() {
        if (older != null) {
            older.free();
            older = null;
        }
        tail.clear();
        size = 0;
        memory.add(-accounted);
        accounted = 0;
        accountedCapacity = -1;
    }
}
