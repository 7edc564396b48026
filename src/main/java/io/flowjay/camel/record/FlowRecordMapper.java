package io.flowjay.camel.record;

import com.fasterxml.jackson.core.FormatSchema;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.flowjay.record.FlowRecord;
import java.io.IOException;
import java.io.OutputStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The mapper for marshalling records: it writes the bytes that {@code flowjay extract} writes, which are made from a template and
 * not field by field. With a pretty printer, records are written field by field.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public class FlowRecordMapper extends ObjectMapper {
    private static final long serialVersionUID = 1L;

    private final transient ObjectWriter records;

    public FlowRecordMapper() {
        super(JsonFactory.builder()
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .build());
        registerModule(new SimpleModule("flowjay-records").addSerializer(new RecordSerializer()));
        records = new RecordWriter(this);
    }

    /** Camel's data format makes a writer for each message: one that needs no generator for a record saves most of its cost. */
    @Override
    public ObjectWriter writerWithView(@Nullable Class<?> view) {
        boolean plain = view == null && !isEnabled(SerializationFeature.INDENT_OUTPUT);
        return plain ? records : super.writerWithView(view);
    }

    /** Writes the bytes of a record as they are; everything else as Jackson does. */
    private static final class RecordWriter extends ObjectWriter {
        private static final long serialVersionUID = 1L;

        private final FlowRecordMapper mapper;

        RecordWriter(FlowRecordMapper mapper) {
            super(mapper, mapper.getSerializationConfig());
            this.mapper = mapper;
        }

        @Override
        public ObjectWriter with(@Nullable FormatSchema schema) {
            return schema == null ? this : super.with(schema);
        }

        @Override
        public void writeValue(OutputStream out, Object value) throws IOException {
            if (value instanceof FlowRecord record) {
                out.write(record.json());
            } else {
                // A writer of its own sees what was set on the mapper since.
                mapper.writer().writeValue(out, value);
            }
        }
    }

    private static final class RecordSerializer extends StdSerializer<FlowRecord> {
        private static final long serialVersionUID = 1L;

        RecordSerializer() {
            super(FlowRecord.class);
        }

        @Override
        public void serialize(FlowRecord record, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (json.getPrettyPrinter() == null) {
                json.writeRawValue(record.text());
            } else {
                record.serialize(json, provider);
            }
        }
    }
}
