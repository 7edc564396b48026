package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Open flows by their 5-tuple: open addressing with linear probing; hashes lie in an array of their own for a cheap probe. */
final class FlowIndex {
    private static final int FIRST_CAPACITY = 1024;

    private @Nullable Flow[] slots = new Flow[FIRST_CAPACITY];
    private int[] hashes = new int[FIRST_CAPACITY];
    private int size;

    int size() {
        return size;
    }

    /**
     * The flow that a packet belongs to, or null. Where each side has a tunnel identifier of its own, a packet with a new one belongs to
     * the oldest flow between the same ends of a tunnel whose side has sent nothing yet.
     */
    @Nullable
    Flow find(int hash, DecodedPacket packet, boolean sourceIsA, long link, long tunnel) {
        boolean sidesDiffer = FlowKeyFields.hasIdOfReceiver(tunnel);
        Flow begun = null;
        int mask = slots.length - 1;
        int slot = hash & mask;
        Flow flow = slots[slot];
        while (flow != null) {
            if (hashes[slot] == hash && flow.key.matches(packet, sourceIsA, link, tunnel)) {
                if (!sidesDiffer || flow.hasTunnelId(packet, sourceIsA)) {
                    return flow;
                }
                if (flow.mayBeginWithTunnelId(sourceIsA) && (begun == null || flow.ordinal() < begun.ordinal())) {
                    begun = flow;
                }
            }
            slot = (slot + 1) & mask;
            flow = slots[slot];
        }
        return begun;
    }

    void put(Flow flow) {
        if (++size > slots.length / 2) {
            grow();
        }
        insert(flow);
    }

    void remove(Flow flow) {
        int mask = slots.length - 1;
        int hole = (int) flow.keyHash & mask;
        while (slots[hole] != flow) {
            hole = (hole + 1) & mask;
        }
        size--;
        // Later entries of the probe chain move into the hole, so that no tombstones are needed.
        int slot = hole;
        while (true) {
            slot = (slot + 1) & mask;
            Flow next = slots[slot];
            if (next == null) {
                slots[hole] = null;
                return;
            }
            int home = hashes[slot] & mask;
            if (((slot - home) & mask) >= ((slot - hole) & mask)) {
                slots[hole] = next;
                hashes[hole] = hashes[slot];
                hole = slot;
            }
        }
    }

    private void insert(Flow flow) {
        int mask = slots.length - 1;
        int slot = (int) flow.keyHash & mask;
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = flow;
        hashes[slot] = (int) flow.keyHash;
    }

    private void grow() {
        @Nullable Flow[] old = slots;
        slots = new Flow[old.length * 2];
        hashes = new int[old.length * 2];
        Arrays.stream(old).forEach(flow -> {
            if (flow != null) {
                insert(flow);
            }
        });
    }
}
