package io.flowjay.camel;

import org.apache.camel.spi.Metadata;
import org.apiguardian.api.API;

/**
 * Names of the message headers that {@link PcapToFlowFeatures} and the end of a delivery set. They begin with {@code Camel}, so that no component passes them
 * on to another system.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class FlowjayHeaders {
    @Metadata(description = "Name of the capture: the file's name without its directory", javaType = "String")
    public static final String CAPTURE = "CamelFlowjayCapture";

    @Metadata(
            description =
                    "Id of the capture, 64 hex digits: the same for the same content under any name or compression",
            javaType = "String")
    public static final String CAPTURE_ID = "CamelFlowjayCaptureId";

    @Metadata(description = "Format of the capture: PCAP or PCAPNG", javaType = "String")
    public static final String CAPTURE_FORMAT = "CamelFlowjayCaptureFormat";

    @Metadata(description = "Records of the capture that are in their topic, when it is complete", javaType = "Long")
    public static final String RECORDS_DELIVERED = "CamelFlowjayRecordsDelivered";

    @Metadata(description = "Records of the capture that are dead letters, when it is complete", javaType = "Long")
    public static final String RECORDS_DEAD_LETTERED = "CamelFlowjayRecordsDeadLettered";

    private FlowjayHeaders() {}
}
