package io.flowjay.feature.heuristic.rule;

import io.flowjay.flow.Flow;
import io.flowjay.flow.PayloadSample;
import io.flowjay.flow.columns.PacketColumns;
import org.jspecify.annotations.Nullable;

/**
 * The first payload that one side of a flow sent.
 *
 * @param sample holds its first bytes
 * @param ofResponder whose it is
 * @param length bytes of it on the wire
 */
public record FirstPayload(PayloadSample sample, boolean ofResponder, int length) {
    /** How many of its bytes rules may look at. */
    public static final int BYTES = 64;

    /** The first payload of a side; null when it sent none, or none that was captured. */
    public static @Nullable FirstPayload of(Flow flow, boolean ofResponder) {
        PayloadSample sample = flow.sample();
        if (sample == null || sample.size(ofResponder) == 0) {
            return null;
        }
        PacketColumns packets = flow.packets();
        int side = ofResponder ? PacketColumns.BACKWARD : 0;
        for (int i = 0; i < packets.size(); i++) {
            if (packets.payload(i) > 0 && (packets.info(i) & PacketColumns.BACKWARD) == side) {
                return new FirstPayload(sample, ofResponder, packets.payload(i));
            }
        }
        return null;
    }

    /** Holds the bytes, {@link #size()} of them. */
    public byte[] bytes() {
        return sample.bytes(ofResponder);
    }

    public int size() {
        return Math.min(length, sample.size(ofResponder));
    }
}
