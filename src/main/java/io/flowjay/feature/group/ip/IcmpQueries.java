package io.flowjay.feature.group.ip;

import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowPackets;
import io.flowjay.flow.IcmpColumns;
import io.flowjay.flow.PacketColumns;
import io.flowjay.packet.IcmpQuery;
import io.flowjay.spill.LongSorter;
import io.flowjay.spill.SpilledLongs;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The ICMP queries of a flow and their answers. They are sorted by identifier, sequence number and place in the capture, so that
 * time and memory depend on how many there are, not on what a sender writes into them.
 */
final class IcmpQueries {
    private static final int INDEX_BITS = 31;
    private static final int NONE = -1;

    int identifiers;
    int minSequence = 0xffff;
    int maxSequence;
    int gaps;
    int echoesAnswered;
    /** Echo requests whose time to the reply is known. */
    int roundTrips;

    long minRoundTrip = Long.MAX_VALUE;
    long maxRoundTrip;
    long sumOfRoundTrips;

    private final Flow flow;
    private final boolean withinOneHost;
    /** Of the identifier looked at, for each type of request those of the initiator and those of the responder. */
    private final @Nullable IcmpAsker[] askers = new IcmpAsker[8];

    private int identifier = NONE;

    IcmpQueries(Flow flow) {
        this.flow = flow;
        withinOneHost = flow.initiatorHigh() == flow.responderHigh() && flow.initiatorLow() == flow.responderLow();
        FlowPackets packets = flow.packets();
        if (packets.pages() == 1) {
            for (long place : places(packets.page(0))) {
                add(place);
            }
        } else {
            SpilledLongs places = places(packets);
            for (int i = 0; i < places.size(); i++) {
                add(places.get(i));
            }
            places.free();
        }
        closeAskers();
    }

    private void add(long place) {
        int index = (int) (place & (1L << INDEX_BITS) - 1);
        int query = (int) (place >>> INDEX_BITS);
        if (query >>> 16 != identifier) {
            identifier = query >>> 16;
            identifiers++;
            closeAskers();
        }
        add(index, flow.packets().icmpType(index) >> 8 & 0xff, query & 0xffff);
    }

    /** Each query's identifier, sequence number and index, in ascending order. */
    private static long[] places(PacketColumns page) {
        int[] types = page.icmp().types();
        int count = 0;
        for (int i = 0; i < page.size(); i++) {
            count += (types[i] & IcmpColumns.IS_QUERY) != 0 ? 1 : 0;
        }
        long[] places = new long[count];
        for (int i = page.size() - 1; count > 0; i--) {
            if ((types[i] & IcmpColumns.IS_QUERY) != 0) {
                places[--count] = place(page, i, i);
            }
        }
        Arrays.sort(places);
        return places;
    }

    /** The same of a flow of any size. */
    private static SpilledLongs places(FlowPackets packets) {
        LongSorter places = new LongSorter(packets.spill());
        int index = 0;
        for (int p = 0; p < packets.pages(); p++) {
            PacketColumns page = packets.page(p);
            for (int i = 0; i < page.size(); i++, index++) {
                if ((page.icmp().types()[i] & IcmpColumns.IS_QUERY) != 0) {
                    places.add(place(page, i, index));
                }
            }
        }
        return places.sorted();
    }

    private static long place(PacketColumns page, int inPage, int index) {
        return Integer.toUnsignedLong(page.icmp().queries()[inPage]) << INDEX_BITS | index;
    }

    private void add(int index, int type, int sequence) {
        minSequence = Math.min(minSequence, sequence);
        maxSequence = Math.max(maxSequence, sequence);
        long nanos = flow.packets().time(index);
        boolean backward = (flow.packets().info(index) & PacketColumns.BACKWARD) != 0;
        int request = IcmpQuery.request(flow.protocol(), type);
        boolean isRequest = type == request;
        // What a host sends to itself is all forward.
        IcmpAsker asker = asker(request, !withinOneHost && isRequest == backward);
        if (isRequest) {
            asker.request(sequence, nanos);
        } else if (asker.answer(sequence) && IcmpKind.of(flow.protocol(), type) == IcmpKind.ECHO_REPLY) {
            echoesAnswered++;
            if (asker.isAllAnswered()) {
                addRoundTrip(Math.max(0, nanos - asker.sentNanos()));
            }
        }
    }

    private IcmpAsker asker(int request, boolean responder) {
        int kind =
                switch (request) {
                    case 13 -> 1;
                    case 15 -> 2;
                    case 17 -> 3;
                    default -> 0;
                };
        int place = kind * 2 + (responder ? 1 : 0);
        IcmpAsker asker = askers[place];
        if (asker == null) {
            asker = new IcmpAsker();
            askers[place] = asker;
        }
        return asker;
    }

    private void addRoundTrip(long nanos) {
        roundTrips++;
        minRoundTrip = Math.min(minRoundTrip, nanos);
        maxRoundTrip = Math.max(maxRoundTrip, nanos);
        sumOfRoundTrips += nanos;
    }

    private void closeAskers() {
        for (IcmpAsker asker : askers) {
            if (asker != null) {
                gaps += asker.gaps();
                asker.clear();
            }
        }
    }
}
