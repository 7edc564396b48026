package io.flowjay.record.sink;

import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordValues;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A sink as an application adds it, with a form of its own: batches of two columns; it writes packets by protocol number. */
public final class CensusSink implements RecordSink {
    @Override
    public String name() {
        return "census";
    }

    @Override
    public boolean hasOwnForm() {
        return true;
    }

    @Override
    public List<String> extensions() {
        return List.of("census");
    }

    @Override
    public RecordOutput<Columns> open(SinkTarget target, RecordColumns columns, Settings settings) throws IOException {
        return new Output(
                OutputFile.open(target.file()), position(columns, "protocol"), position(columns, "total_packets"));
    }

    private static int position(RecordColumns columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("records have no " + name);
    }

    /** Two columns of some records. */
    public static final class Columns implements RecordBatch {
        private final List<Long> protocols = new ArrayList<>();
        private final List<Long> packets = new ArrayList<>();

        @Override
        public int records() {
            return protocols.size();
        }

        @Override
        public int bytes(int record) {
            return 2 * Long.BYTES;
        }

        @Override
        public void keep(int first) {
            protocols.subList(first, protocols.size()).clear();
            packets.subList(first, packets.size()).clear();
        }

        @Override
        public void clear() {
            keep(0);
        }
    }

    private static final class Output implements RecordOutput<Columns> {
        private final OutputFile file;
        private final int protocol;
        private final int packets;
        private final Map<Long, Long> census = new TreeMap<>();

        Output(OutputFile file, int protocol, int packets) {
            this.file = file;
            this.protocol = protocol;
            this.packets = packets;
        }

        @Override
        public BatchEncoder<Columns> encoder() {
            return new BatchEncoder<>() {
                @Override
                public Columns newBatch() {
                    return new Columns();
                }

                @Override
                public void add(RecordValues record, Columns batch) {
                    batch.protocols.add(record.longAt(protocol));
                    batch.packets.add(record.longAt(packets));
                }
            };
        }

        @Override
        public void write(Columns batch) {
            for (int i = 0; i < batch.records(); i++) {
                census.merge(batch.protocols.get(i), batch.packets.get(i), Long::sum);
            }
        }

        @Override
        public void flush() {
            // The file is written as a whole.
        }

        @Override
        public void commit() throws IOException {
            file.stream().write(census.toString().getBytes(StandardCharsets.UTF_8));
            file.complete();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
