package io.flowjay.feature.heuristic;

import io.flowjay.flow.Flow;
import io.flowjay.flow.columns.PacketColumns;
import java.util.List;

/**
 * How long the TCP payloads of a flow are.
 *
 * @param payloads packets with payload
 * @param cells those of them whose payload is whole cells of Tor
 * @param variation coefficient of variation of the lengths of the payloads, NaN when there are none
 */
public record TorSizes(int payloads, int cells, double variation) {
    private static final TorSizes NONE = new TorSizes(0, 0, Double.NaN);

    /** The sizes of a flow; of one that is not TCP there are none. */
    static TorSizes of(Flow flow, List<CellSize> cellSizes) {
        if (!flow.isTcp()) {
            return NONE;
        }
        PacketColumns packets = flow.packets();
        int count = 0;
        int cells = 0;
        long sum = 0;
        for (int i = 0; i < packets.size(); i++) {
            int length = packets.payload(i);
            count += length > 0 ? 1 : 0;
            cells += length > 0 && isCells(length, cellSizes) ? 1 : 0;
            sum += length;
        }
        double mean = (double) sum / count;
        double squares = 0;
        for (int i = 0; i < packets.size(); i++) {
            int length = packets.payload(i);
            squares += length > 0 ? (length - mean) * (length - mean) : 0;
        }
        return new TorSizes(count, cells, Math.sqrt(squares / count) / mean);
    }

    private static boolean isCells(int payload, List<CellSize> sizes) {
        for (int i = 0; i < sizes.size(); i++) {
            if (sizes.get(i).fills(payload)) {
                return true;
            }
        }
        return false;
    }

    /** Share of the packets with payload that are whole cells, 0 to 1; NaN when there are none. */
    public double cellShare() {
        return (double) cells / payloads;
    }
}
