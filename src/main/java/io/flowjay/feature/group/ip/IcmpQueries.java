package io.flowjay.feature.group.ip;

import io.flowjay.flow.Flow;
import io.flowjay.flow.columns.IcmpColumns;
import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.packet.IcmpQuery;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The ICMP queries of a flow and their answers. They are looked at by identifier, sequence number and place in the capture, so that
 * time depends on how many there are, not on what a sender writes into them. So many are sorted at a time as {@link QueryRanges} says; memory
 * depends on no more.
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

    IcmpQueries(Flow flow, IcmpColumns icmp) {
        this(flow, icmp, QueryRanges.MOST);
    }

    /** @param most queries that are sorted at a time */
    IcmpQueries(Flow flow, IcmpColumns icmp, int most) {
        this.flow = flow;
        withinOneHost = flow.initiatorHigh() == flow.responderHigh() && flow.initiatorLow() == flow.responderLow();
        for (QueryRanges.Range range : QueryRanges.of(icmp, flow.packets().size(), most)) {
            if (range.queries() <= most) {
                addSorted(icmp, range);
            } else {
                addAsCaptured(icmp, range);
            }
        }
        closeAskers();
    }

    private void addSorted(IcmpColumns icmp, QueryRanges.Range range) {
        PacketColumns packets = flow.packets();
        long[] places = new long[range.queries()];
        long[] times = new long[range.queries()];
        short[] kinds = new short[range.queries()];
        int count = 0;
        for (int i = 0; count < range.queries(); i++) {
            if (isIn(range, icmp, i)) {
                places[count] = Integer.toUnsignedLong(icmp.query(i)) << INDEX_BITS | count;
                times[count] = packets.time(i);
                kinds[count] = (short) (type(icmp, i) | (packets.info(i) & PacketColumns.BACKWARD));
                count++;
            }
        }
        Arrays.sort(places);
        for (long place : places) {
            int index = (int) (place & (1L << INDEX_BITS) - 1);
            add(
                    (int) (place >>> INDEX_BITS),
                    kinds[index] & 0xff,
                    (kinds[index] & PacketColumns.BACKWARD) != 0,
                    times[index]);
        }
    }

    private void addAsCaptured(IcmpColumns icmp, QueryRanges.Range range) {
        PacketColumns packets = flow.packets();
        for (int i = 0; i < packets.size(); i++) {
            if (isIn(range, icmp, i)) {
                boolean backward = (packets.info(i) & PacketColumns.BACKWARD) != 0;
                add(icmp.query(i), type(icmp, i), backward, packets.time(i));
            }
        }
    }

    private static boolean isIn(QueryRanges.Range range, IcmpColumns icmp, int index) {
        return (icmp.type(index) & IcmpColumns.IS_QUERY) != 0 && range.has(icmp.query(index));
    }

    private static int type(IcmpColumns icmp, int index) {
        return icmp.type(index) >> 8 & 0xff;
    }

    private void add(int query, int type, boolean backward, long nanos) {
        if (query >>> 16 != identifier) {
            identifier = query >>> 16;
            identifiers++;
            closeAskers();
        }
        int sequence = query & 0xffff;
        minSequence = Math.min(minSequence, sequence);
        maxSequence = Math.max(maxSequence, sequence);
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
