package io.flowjay.camel.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.flowjay.record.FlowRecord;
import java.io.IOException;
import org.apiguardian.api.API;

/**
 * The mapper for marshalling records: it writes the bytes that {@code flowjay extract} writes, which are made from a template and
 * not field by field. With a pretty printer, records are written field by field.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public class FlowRecordMapper extends ObjectMapper {
    private static final long serialVersionUID = 1L;

    public FlowRecordMapper() {
        super(JsonFactory.builder()
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .build());
        registerModule(new SimpleModule("flowjay-records").addSerializer(new RecordSerializer()));
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
