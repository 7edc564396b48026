package io.flowjay.testing;

import java.util.List;

/** The fields that every record has, whatever features are asked for. */
public final class RecordFields {
    /** In the order of a record. */
    public static final List<String> OF_EVERY_RECORD = List.of(
            "record_id",
            "connection_id",
            "flow_id",
            "community_id",
            "flow_end_reason",
            "ports_missing",
            "tunnel_id",
            "interface_id",
            "interface_name",
            "capture");

    private RecordFields() {}
}
