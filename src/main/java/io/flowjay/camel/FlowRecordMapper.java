package io.flowjay.camel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The mapper for marshalling records: it writes the shortest digits of a double, which JDK 17's own writer does slowly. */
public class FlowRecordMapper extends ObjectMapper {
    private static final long serialVersionUID = 1L;

    public FlowRecordMapper() {
        super(JsonFactory.builder()
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .build());
    }
}
