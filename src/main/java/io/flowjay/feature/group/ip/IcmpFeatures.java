package io.flowjay.feature.group.ip;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlagFeature;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.NumberFeature;
import io.flowjay.flow.columns.IcmpColumns;
import io.flowjay.settings.Profile;

/** Group {@code icmp}: messages of ICMP (RFC 792) and ICMPv6 (RFC 4443, RFC 4861). */
public final class IcmpFeatures implements FeatureGroup {
    private static final String NAME = "icmp";
    private static final double NANOS = 1e9;
    private static final long NO_TYPE = -1;

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_EXPERIMENTAL);
    private static final IntegerFeature PACKET_COUNT = F.formula(
                    "count(type known): messages, and fragments of a message whose type is known")
            .int64("icmp_packet_count", "packets", "Packets of ICMP or ICMPv6 whose type is known, each fragment one");
    private static final IntegerFeature ECHO_REQUEST_COUNT = F.formula("count(messages of type 8, ICMPv6 128)")
            .int64("icmp_echo_request_count", "packets", "Echo requests: type 8, ICMPv6 128");
    private static final IntegerFeature ECHO_REPLY_COUNT = F.formula("count(messages of type 0, ICMPv6 129)")
            .int64("icmp_echo_reply_count", "packets", "Echo replies: type 0, ICMPv6 129");
    private static final IntegerFeature DEST_UNREACHABLE_COUNT = F.formula("count(messages of type 3, ICMPv6 1)")
            .int64("icmp_dest_unreachable_count", "packets", "Destination unreachable: type 3, ICMPv6 1");
    private static final IntegerFeature TIME_EXCEEDED_COUNT = F.formula("count(messages of type 11, ICMPv6 3)")
            .int64("icmp_time_exceeded_count", "packets", "Time exceeded: type 11, ICMPv6 3");
    private static final IntegerFeature UNIQUE_TYPE_CODES = F.formula("distinct(type, code)")
            .int64("icmp_unique_type_codes", "count", "Different pairs of type and code");
    private static final IntegerFeature DOMINANT_TYPE = F.formula("mode(type)")
            .int64(
                    "icmp_dominant_type",
                    "number",
                    NO_TYPE,
                    "Type of most messages, of several the one that comes first; -1 for none");
    private static final IntegerFeature DOMINANT_TYPE_COUNT = F.formula("count(type = icmp_dominant_type)")
            .int64("icmp_dominant_type_count", "packets", "Messages of that type");
    private static final NumberFeature ECHO_SUCCESS_RATIO = F.formula(
                    "icmp_echo_answered_count / icmp_echo_request_count")
            .float64(
                    "icmp_echo_success_ratio",
                    "ratio",
                    "Share of echo requests that are answered: icmp_echo_answered_count of them");
    private static final IntegerFeature UNIQUE_IDS = F.formula("distinct(identifier of queries and their answers)")
            .int64(
                    "icmp_unique_ids",
                    "count",
                    "Different identifiers of queries: echo; timestamp, information, address mask");
    private static final IntegerFeature SEQ_MIN = F.formula(
                    "min(sequence number of queries and their answers); 0 also without any")
            .int64("icmp_seq_min", "number", "Smallest sequence number of queries and their answers");
    private static final IntegerFeature SEQ_MAX = F.formula(
                    "max(sequence number of queries and their answers); 0 also without any")
            .int64("icmp_seq_max", "number", "Largest sequence number of queries and their answers");
    private static final IntegerFeature SEQ_GAPS = F.formula(
                    "sum over type of query, identifier and side of the runs of sequence numbers left out between those seen, modulo 65536")
            .int64(
                    "icmp_seq_gaps",
                    "count",
                    "Places where sequence numbers are left out, modulo 65536, for each identifier of either end by itself");
    private static final IntegerFeature STAT = F.formula(
                    "1 * any(echo request) + 2 * any(echo reply) + 4 * any(destination unreachable) + 8 * any(time exceeded) + 16 * any(redirect) + 32 * any(other type)")
            .int64(
                    "icmp_stat",
                    "bitmap",
                    "Bits: 1 echo request, 2 echo reply, 4 destination unreachable, 8 time exceeded, 16 redirect (type 5, ICMPv6 137), 32 any other type");
    private static final NumberFeature RATIO = F.formula("icmp_packet_count / total_packets")
            .float64("icmp_ratio", "ratio", "Share of icmp_packet_count of all packets");
    private static final FlagFeature IS_ICMP_ONLY =
            F.formula("icmp_packet_count = total_packets").bool("is_icmp_only", "Whether icmp_ratio is 1");
    private static final IntegerFeature ECHO_ANSWERED_COUNT = F.profile(Profile.FLOWJAY)
            .formula(
                    "count(echo requests with a later reply of their identifier and sequence number; each reply answers one)")
            .int64(
                    "icmp_echo_answered_count",
                    "packets",
                    "Echo requests with a later reply that has their identifier and sequence number");
    private static final NumberFeature ECHO_RTT_MIN = F.formula(
                    "min(time of the reply - time of the request), of replies after which no request of their number waits")
            .nullable(
                    "icmp_echo_rtt_min",
                    "s",
                    "Shortest time from an echo request to its reply, where it is clear which one");
    private static final NumberFeature ECHO_RTT_MEAN = F.formula(
                    "mean(time of the reply - time of the request), of replies after which no request of their number waits")
            .nullable("icmp_echo_rtt_mean", "s", "Mean time from an echo request to its reply");
    private static final NumberFeature ECHO_RTT_MAX = F.formula(
                    "max(time of the reply - time of the request), of replies after which no request of their number waits")
            .nullable("icmp_echo_rtt_max", "s", "Longest time from an echo request to its reply");
    private static final IntegerFeature TOO_BIG_COUNT = F.formula("count(messages of type 3 code 4, ICMPv6 type 2)")
            .int64(
                    "icmp_too_big_count",
                    "packets",
                    "Packet too big for the next link: type 3 code 4 (RFC 1191), ICMPv6 type 2 (RFC 8201)");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), settings -> new IcmpFeatures());

    @Override
    public boolean applies(FlowView view) {
        return view.flow().icmp() != null;
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        IcmpColumns icmp = view.flow().icmp();
        if (icmp == null) {
            return;
        }
        int size = view.flow().packets().size();
        IcmpMessages messages = new IcmpMessages(icmp, size, view.flow().protocol());
        out.set(PACKET_COUNT, messages.packets);
        out.set(RATIO, (double) messages.packets / size);
        out.set(IS_ICMP_ONLY, messages.packets == size);
        out.set(ECHO_REQUEST_COUNT, messages.echoRequests);
        out.set(ECHO_REPLY_COUNT, messages.echoReplies);
        out.set(DEST_UNREACHABLE_COUNT, messages.unreachable);
        out.set(TIME_EXCEEDED_COUNT, messages.timeExceeded);
        out.set(TOO_BIG_COUNT, messages.tooBig);
        out.set(UNIQUE_TYPE_CODES, messages.typesAndCodes());
        out.set(STAT, messages.kinds);
        if (messages.messages > 0) {
            int type = messages.dominantType();
            out.set(DOMINANT_TYPE, type);
            out.set(DOMINANT_TYPE_COUNT, messages.count(type));
        }
        IcmpQueries queries = new IcmpQueries(view.flow(), icmp);
        if (queries.identifiers > 0) {
            queries(queries, messages.echoRequests, out);
        }
    }

    private static void queries(IcmpQueries queries, int echoRequests, FeatureVector out) {
        out.set(UNIQUE_IDS, queries.identifiers);
        out.set(SEQ_MIN, queries.minSequence);
        out.set(SEQ_MAX, queries.maxSequence);
        out.set(SEQ_GAPS, queries.gaps);
        out.set(ECHO_ANSWERED_COUNT, queries.echoesAnswered);
        if (echoRequests > 0) {
            out.set(ECHO_SUCCESS_RATIO, (double) queries.echoesAnswered / echoRequests);
        }
        if (queries.roundTrips > 0) {
            out.set(ECHO_RTT_MIN, queries.minRoundTrip / NANOS);
            out.set(ECHO_RTT_MEAN, queries.sumOfRoundTrips / NANOS / queries.roundTrips);
            out.set(ECHO_RTT_MAX, queries.maxRoundTrip / NANOS);
        }
    }
}
