package io.flowjay.camel.delivery;

import io.flowjay.camel.FlowjayHeaders;
import io.flowjay.camel.Outage;
import io.flowjay.delivery.KafkaErrors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes that a batch is sent again: an {@link Outage}, which is logged once and not at each attempt. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class Redelivery implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Redelivery.class);

    @Override
    public void process(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Outage.of(exchange.getContext()).failed(cause == null ? "Kafka did not take a batch" : KafkaErrors.text(cause));
        LOG.debug(
                "{}: Kafka did not take a batch, which is sent again ({} of {} times): {}",
                exchange.getMessage().getHeader(FlowjayHeaders.CAPTURE),
                exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER),
                exchange.getMessage().getHeader(Exchange.REDELIVERY_MAX_COUNTER),
                String.valueOf(cause));
    }
}
