package io.flowjay.camel;

import java.util.Collection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apiguardian.api.API;

/** The step after the one that delivers records: notes that the records in the body, one or a batch, have arrived. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class Acknowledgement implements Processor {
    @Override
    public void process(Exchange exchange) {
        CaptureRecords records = exchange.getProperty(CaptureRecords.PROPERTY, CaptureRecords.class);
        if (records != null) {
            Object body = exchange.getMessage().getBody();
            records.acknowledge(body instanceof Collection<?> batch ? batch.size() : 1);
        }
    }
}
