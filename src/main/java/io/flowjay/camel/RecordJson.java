package io.flowjay.camel;

import io.flowjay.record.FlowRecord;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * The step of a route that makes the JSON text of the record in the body: bytes in UTF-8, the ones that {@code flowjay extract}
 * writes. Where {@link PcapToFlowFeatures#setJsonAhead} is set they are there already. To marshal
 * with {@link FlowRecordMapper} gives the same bytes, and copies them twice.
 */
public class RecordJson implements Processor {
    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        message.setBody(message.getMandatoryBody(FlowRecord.class).json());
    }
}
