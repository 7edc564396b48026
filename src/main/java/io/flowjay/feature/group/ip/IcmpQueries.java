package io.flowjay.feature.group.ip;

import io.flowjay.flow.Flow;
import io.flowjay.flow.IcmpColumns;
import io.flowjay.flow.PacketColumns;
import io.flowjay.packet.IcmpQuery;
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

    IcmpQueries(Flow flow, IcmpColumns icmp) {
        this.flow = flow;
        withinOneHost = flow.initiatorHigh() == flow.responderHigh() && flow.initiatorLow() == flow.responderLow();
        int identifier = NONE;
        for (long place : places(icmp, flow.packets().size())) {
            int index = (int) (place & (1L << INDEX_BITS) - 1);
            int query = icmp.queries()[index];
            if (query >>> 16 != identifier) {
                identifier = query >>> 16;
                identifiers++;
                closeAskers();
            }
            add(index, icmp.types()[index] >> 8 & 0xff, query & 0xffff);
        }
        closeAskers();
    }

    /** Each query's identifier, sequence number and index, in ascending order. */
    private static long[] places(IcmpColumns icmp, int size) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += (icmp.types()[i] & IcmpColumns.IS_QUERY) != 0 ? 1 : 0;
        }
        long[] places = new long[count];
        for (int i = size - 1; count > 0; i--) {
            if ((icmp.types()[i] & IcmpColumns.IS_QUERY) != 0) {
                places[--count] = Integer.toUnsignedLong(icmp.queries()[i]) << INDEX_BITS | i;
            }
        }
        Arrays.sort(places);
        return places;
    }

    private void add(int index, int type, int sequence) {
        minSequence = Math.min(minSequence, sequence);
        maxSequence = Math.max(maxSequence, sequence);
        PacketColumns packets = flow.packets();
        long nanos = packets.times()[index];
        boolean backward = (packets.info()[index] & PacketColumns.BACKWARD) != 0;
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
