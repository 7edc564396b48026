package io.flowjay.camel;

import io.flowjay.record.FlowRecord;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Is told of records that have been delivered. One that is bound in the Camel registry is called by {@link PcapToFlowFeatures}'
 * captures, in the thread of the route: it must be quick, and must not throw.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
@FunctionalInterface
public interface RecordListener {
    /** These records of one capture have been acknowledged. */
    void acknowledged(List<FlowRecord> records);
}
