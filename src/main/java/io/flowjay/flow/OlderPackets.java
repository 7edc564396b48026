package io.flowjay.flow;

import io.flowjay.spill.Spill;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The packets of a flow before its last page: those in the temporary file, then full pages in memory.
 *
 * <p>In the file they are pieces, each of as many packets as were in memory then. A piece begins with the place and the kind of the
 * one before it, so that a flow in many pieces takes no memory for them until somebody reads it.
 *
 * <pre>
 * piece: place before (8) | kind before (4) | columns, as PacketColumns writes them
 * kind:  packets &lt;&lt; 3 | PacketColumns.kinds(); 0 before the first piece
 * </pre>
 */
final class OlderPackets {
    private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;
    private static final int KINDS = (1 << PacketColumns.KIND_BITS) - 1;
    private static final int FIRST_PIECES = 16;

    private final Spill spill;
    private final List<PacketColumns> inMemory = new ArrayList<>();
    private long lastPlace;
    private int lastKind;
    private int written;
    private int size;
    private boolean turned;

    /** Of reading. */
    private @Nullable Pieces pieces;

    private @Nullable PacketColumns loaded;
    private int loadedPage;

    OlderPackets(Spill spill) {
        this.spill = spill;
    }

    int size() {
        return size;
    }

    /** Packets in the file. */
    int written() {
        return written;
    }

    long heldBytes() {
        long held = 0;
        for (PacketColumns page : inMemory) {
            held += page.heldBytes();
        }
        return held;
    }

    void add(PacketColumns page) {
        if (page.size() > 0) {
            inMemory.add(page);
            size += page.size();
        }
    }

    /** Writes the pages that are in memory. */
    void spill() {
        pieces = null;
        for (PacketColumns page : inMemory) {
            int kind = page.size() << PacketColumns.KIND_BITS | page.kinds();
            lastPlace = spill.write(bytes(kind), buffer -> {
                buffer.putLong(lastPlace).putInt(lastKind);
                page.write(buffer);
            });
            lastKind = kind;
            written += page.size();
        }
        inMemory.clear();
    }

    void turn() {
        turned = !turned;
        inMemory.forEach(PacketColumns::turn);
    }

    int pages() {
        return writtenPages() + inMemory.size();
    }

    PacketColumns page(int index) {
        int ofFile = writtenPages();
        return index < ofFile ? load(index) : inMemory.get(index - ofFile);
    }

    private int writtenPages() {
        return written == 0 ? 0 : pieces().pages;
    }

    private PacketColumns load(int index) {
        PacketColumns page = loaded;
        if (page == null) {
            page = new PacketColumns(Math.min(written, spill.maxPagePackets()));
            loaded = page;
            loadedPage = -1;
        }
        if (loadedPage != index) {
            loadedPage = -1;
            page.clear();
            pieces().read(index, page);
            loadedPage = index;
        }
        return page;
    }

    void release() {
        loaded = null;
    }

    void free() {
        if (written > 0 && !spill.isClosed()) {
            pieces().free();
        }
        pieces = null;
        loaded = null;
    }

    long time(int index) {
        return index < written
                ? pieces().number(index, 0, Long.BYTES)
                : memoryPage(index).times()[memoryIndex(index)];
    }

    int info(int index) {
        if (index >= written) {
            return memoryPage(index).info()[memoryIndex(index)];
        }
        int info = (int) pieces().number(index, Long.BYTES + 3 * Integer.BYTES, Short.BYTES);
        return turned ? info ^ PacketColumns.BACKWARD : info;
    }

    int icmpType(int index) {
        if (index >= written) {
            return memoryPage(index).icmp().types()[memoryIndex(index)];
        }
        return (int) pieces().icmpType(index);
    }

    private PacketColumns memoryPage(int index) {
        return inMemory.get((index - written) / spill.maxPagePackets());
    }

    private int memoryIndex(int index) {
        return (index - written) % spill.maxPagePackets();
    }

    private static int bytes(int kind) {
        return HEAD_BYTES + packets(kind) * PacketColumns.writtenBytes(kind & KINDS);
    }

    private static int packets(int kind) {
        return kind >>> PacketColumns.KIND_BITS;
    }

    private Pieces pieces() {
        Pieces known = pieces;
        if (known == null) {
            known = new Pieces();
            pieces = known;
        }
        return known;
    }

    /** Where the pieces are, and which of them are a page together. */
    private final class Pieces {
        private long[] places = new long[FIRST_PIECES];
        private int[] kinds = new int[FIRST_PIECES];
        /** The first packet of each piece. */
        private final int[] starts;
        /** The first piece of each page, and the number of pieces. */
        private final int[] firsts;

        private final int count;
        private final int pages;

        Pieces() {
            int found = 0;
            long place = lastPlace;
            int kind = lastKind;
            while (kind != 0) {
                if (found == places.length) {
                    places = Arrays.copyOf(places, found * 2);
                    kinds = Arrays.copyOf(kinds, found * 2);
                }
                places[found] = place;
                kinds[found++] = kind;
                Before before = new Before();
                spill.read(place, HEAD_BYTES, before::take);
                place = before.place;
                kind = before.kind;
            }
            count = found;
            reverse();
            starts = new int[count];
            firsts = new int[count + 1];
            int made = 0;
            int ofPage = 0;
            int start = 0;
            for (int i = 0; i < count; i++) {
                int added = packets(kinds[i]);
                if (i == 0 || ofPage + added > spill.maxPagePackets()) {
                    firsts[made++] = i;
                    ofPage = 0;
                }
                starts[i] = start;
                start += added;
                ofPage += added;
            }
            firsts[made] = count;
            pages = made;
        }

        private void reverse() {
            for (int i = 0, j = count - 1; i < j; i++, j--) {
                long place = places[i];
                places[i] = places[j];
                places[j] = place;
                int kind = kinds[i];
                kinds[i] = kinds[j];
                kinds[j] = kind;
            }
        }

        void read(int page, PacketColumns into) {
            for (int i = firsts[page]; i < firsts[page + 1]; i++) {
                int kind = kinds[i];
                spill.read(places[i], bytes(kind), buffer -> {
                    buffer.position(HEAD_BYTES);
                    into.read(buffer, packets(kind), kind & KINDS);
                });
            }
            if (turned) {
                into.turn();
            }
        }

        long icmpType(int index) {
            return number(
                    index,
                    PacketColumns.writtenBytes(kinds[piece(index)] & KINDS) - IcmpColumns.ENTRY_BYTES,
                    Integer.BYTES);
        }

        /**
         * Reads one number of a column.
         *
         * @param before bytes of a packet in the columns before
         * @param width bytes of a packet in the column
         */
        long number(int index, int before, int width) {
            int piece = piece(index);
            int inPiece = index - starts[piece];
            long place = places[piece] + HEAD_BYTES + (long) before * packets(kinds[piece]) + (long) inPiece * width;
            long[] read = new long[1];
            spill.read(
                    place,
                    width,
                    buffer -> read[0] = switch (width) {
                        case Short.BYTES -> buffer.getShort();
                        case Integer.BYTES -> buffer.getInt();
                        default -> buffer.getLong();
                    });
            return read[0];
        }

        private int piece(int index) {
            int found = Arrays.binarySearch(starts, index);
            return found >= 0 ? found : -found - 2;
        }

        void free() {
            for (int i = 0; i < count; i++) {
                spill.free(places[i], bytes(kinds[i]));
            }
        }
    }

    /** What a piece says of the one before it. */
    private static final class Before {
        private long place;
        private int kind;

        void take(ByteBuffer buffer) {
            place = buffer.getLong();
            kind = buffer.getInt();
        }
    }
}
