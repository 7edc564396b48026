package io.flowjay.cli.observe;

import io.flowjay.camel.RecordListener;
import io.flowjay.record.FlowRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the page shows of the records that have been delivered: the latest ones, how many a second, and what was seen most often. */
public final class RecentRecords implements RecordListener {
    private static final int LATEST = 50;
    private static final int HELD_VALUES = 1_000;
    private static final int SECONDS = 60;
    private static final long NANOS = 1_000_000_000L;

    private final LongSupplier nanoTime;
    private final ArrayDeque<FlowRecord> latest = new ArrayDeque<>();
    private final TopValues protocols = new TopValues(HELD_VALUES);
    private final TopValues ja4 = new TopValues(HELD_VALUES);
    private final TopValues serverNames = new TopValues(HELD_VALUES);
    /** Records in each of the last seconds, by second modulo their number. */
    private final long[] bySecond = new long[SECONDS];

    private long second;
    private long total;

    public RecentRecords() {
        this(System::nanoTime);
    }

    RecentRecords(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        second = now();
    }

    @Override
    public synchronized void acknowledged(List<FlowRecord> records) {
        advance();
        total += records.size();
        bySecond[(int) Math.floorMod(second, (long) SECONDS)] += records.size();
        for (FlowRecord record : records) {
            protocols.add(FlowLabel.protocol(record));
            add(ja4, FlowLabel.ja4(record));
            add(serverNames, FlowLabel.serverName(record));
        }
        for (FlowRecord record : records.subList(Math.max(0, records.size() - LATEST), records.size())) {
            latest.addFirst(record);
        }
        while (latest.size() > LATEST) {
            latest.removeLast();
        }
    }

    private static void add(TopValues values, @Nullable String value) {
        if (value != null) {
            values.add(value);
        }
    }

    private long now() {
        return Math.floorDiv(nanoTime.getAsLong(), NANOS);
    }

    private void advance() {
        long now = now();
        for (long gone = Math.max(second, now - SECONDS) + 1; gone <= now; gone++) {
            bySecond[(int) Math.floorMod(gone, (long) SECONDS)] = 0;
        }
        second = now;
    }

    /** Records delivered since the start. */
    synchronized long total() {
        return total;
    }

    /** Records delivered in each of the last 59 whole seconds and the one that runs, the oldest first. */
    synchronized List<Long> bySecond() {
        advance();
        List<Long> counts = new ArrayList<>(SECONDS);
        for (int i = SECONDS - 1; i >= 0; i--) {
            counts.add(bySecond[(int) Math.floorMod(second - i, (long) SECONDS)]);
        }
        return counts;
    }

    /** The latest records, the last one first. */
    synchronized List<FlowRecord> latest() {
        return List.copyOf(latest);
    }

    /** One of the latest records, by its id; null when it is not among them. */
    synchronized @Nullable FlowRecord latest(String recordId) {
        for (Iterator<FlowRecord> records = latest.iterator(); records.hasNext(); ) {
            FlowRecord record = records.next();
            if (recordId.equals(record.get("record_id"))) {
                return record;
            }
        }
        return null;
    }

    /** What was seen most often, by what it is. */
    synchronized Map<String, List<TopValues.Count>> top(int most) {
        return Map.of("protocols", protocols.top(most), "ja4", ja4.top(most), "server_names", serverNames.top(most));
    }
}
