package io.flowjay.feature.group.tcp;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.NumberFeature;
import io.flowjay.feature.tcp.RttSamples;
import io.flowjay.feature.tcp.TcpAnalysis;
import io.flowjay.settings.Profile;

/**
 * Group {@code tcp_rtt}: round-trip times, from timestamps (RFC 7323) and from data to its acknowledgement (RFC 6298). Those of one
 * direction reach from the point of capture to the receiver and back.
 */
public final class TcpRttFeatures implements FeatureGroup {
    static final String NAME = "tcp_rtt";
    private static final double NANOS_PER_SECOND = 1e9;

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_EXTENDED);
    private static final NumberFeature TCP_RTT_HANDSHAKE = F.formula(
                    "time of the first fwd packet with ACK, without SYN and RST, that acknowledges the first SYN+ACK of bwd, or without one of that SYN+ACK, less the time of the last SYN of fwd that the SYN+ACK acknowledges; 0 without SYN or SYN+ACK, or if not between 0 and 60 s")
            .float64(
                    "tcp_rtt_handshake",
                    "s",
                    "Time from SYN to the initiator's ACK of the SYN+ACK, or to the SYN+ACK where that is all; 0 without a handshake");
    private static final NumberFeature TCP_RTT_MIN = F.formula("min(echo_rtt), of both sides")
            .float64("tcp_rtt_min", "s", "Shortest time from a TCP timestamp to its first echo");
    private static final NumberFeature TCP_RTT_MAX = F.formula("max(echo_rtt), of both sides")
            .float64("tcp_rtt_max", "s", "Longest time from a TCP timestamp to its first echo");
    private static final NumberFeature TCP_RTT_MEAN = F.formula("mean(echo_rtt), of both sides")
            .float64("tcp_rtt_mean", "s", "Mean time from a TCP timestamp to its first echo");
    private static final NumberFeature TCP_RTT_STD = F.formula("std(echo_rtt), of both sides")
            .float64(
                    "tcp_rtt_std",
                    "s",
                    "Population standard deviation of the times from a TCP timestamp to its first echo");
    private static final IntegerFeature TCP_RTT_SAMPLES = F.formula("count(echo_rtt), of both sides")
            .int64("tcp_rtt_samples", "count", "Number of times from a TCP timestamp to its first echo");
    private static final NumberFeature TCP_RTT_JITTER_AVG = F.formula(
                    "mean(abs(echo_rtt - the one before)), of both sides in order of the echoes; 0 below two")
            .float64(
                    "tcp_rtt_jitter_avg",
                    "s",
                    "Mean absolute difference of consecutive times from a TCP timestamp to its echo");
    private static final NumberFeature TCP_RTT_ACK_MIN = F.formula("min(ack_rtt), of both sides")
            .float64("tcp_rtt_ack_min", "s", "Shortest time from data that was sent once to its acknowledgement");
    private static final NumberFeature TCP_RTT_ACK_MAX = F.formula("max(ack_rtt), of both sides")
            .float64("tcp_rtt_ack_max", "s", "Longest time from data that was sent once to its acknowledgement");
    private static final NumberFeature TCP_RTT_ACK_MEAN = F.formula("mean(ack_rtt), of both sides")
            .float64("tcp_rtt_ack_mean", "s", "Mean time from data that was sent once to its acknowledgement");
    private static final NumberFeature TCP_RTT_FWD_MEAN = F.profile(Profile.FLOWJAY)
            .direction(SRC_TO_DST)
            .formula("mean(echo_rtt of TSvals in fwd)")
            .nullable("tcp_rtt_fwd_mean", "s", "Mean time from a timestamp of the initiator to the responder's echo");
    private static final NumberFeature TCP_RTT_BWD_MEAN = F.direction(DST_TO_SRC)
            .formula("mean(echo_rtt of TSvals in bwd)")
            .nullable("tcp_rtt_bwd_mean", "s", "Mean time from a timestamp of the responder to the initiator's echo");
    private static final NumberFeature TCP_RTT_ACK_FWD_MEAN = F.direction(SRC_TO_DST)
            .formula("mean(ack_rtt of data in fwd)")
            .nullable("tcp_rtt_ack_fwd_mean", "s", "Mean time from the initiator's data to its acknowledgement");
    private static final NumberFeature TCP_RTT_ACK_BWD_MEAN = F.direction(DST_TO_SRC)
            .formula("mean(ack_rtt of data in bwd)")
            .nullable("tcp_rtt_ack_bwd_mean", "s", "Mean time from the responder's data to its acknowledgement");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), settings -> new TcpRttFeatures());

    @Override
    public boolean applies(FlowView view) {
        return view.flow().isTcp();
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        TcpAnalysis tcp = view.tcp();
        RttSamples echoes = tcp.timestampRtt;
        out.set(TCP_RTT_HANDSHAKE, tcp.handshakeNanos() / NANOS_PER_SECOND);
        out.set(TCP_RTT_MIN, echoes.min() / NANOS_PER_SECOND);
        out.set(TCP_RTT_MAX, echoes.max() / NANOS_PER_SECOND);
        out.set(TCP_RTT_MEAN, echoes.mean() / NANOS_PER_SECOND);
        out.set(TCP_RTT_STD, echoes.std() / NANOS_PER_SECOND);
        out.set(TCP_RTT_SAMPLES, echoes.count());
        out.set(TCP_RTT_JITTER_AVG, echoes.jitter() / NANOS_PER_SECOND);
        out.set(TCP_RTT_ACK_MIN, tcp.ackRtt.min() / NANOS_PER_SECOND);
        out.set(TCP_RTT_ACK_MAX, tcp.ackRtt.max() / NANOS_PER_SECOND);
        out.set(TCP_RTT_ACK_MEAN, tcp.ackRtt.mean() / NANOS_PER_SECOND);
        mean(TCP_RTT_FWD_MEAN, tcp.initiator.timestampRtt, out);
        mean(TCP_RTT_BWD_MEAN, tcp.responder.timestampRtt, out);
        mean(TCP_RTT_ACK_FWD_MEAN, tcp.initiator.ackRtt, out);
        mean(TCP_RTT_ACK_BWD_MEAN, tcp.responder.ackRtt, out);
    }

    private static void mean(NumberFeature feature, RttSamples samples, FeatureVector out) {
        if (samples.count() > 0) {
            out.set(feature, samples.mean() / NANOS_PER_SECOND);
        }
    }
}
