package io.flowjay.record;

import io.flowjay.flow.FlowEnd;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field that stands ahead of the features in every record, in record order. All are text. */
public enum ExtraField {
    RECORD_ID(
            "record_id",
            "Id of the record, equal whenever the same capture is extracted: hash of capture, 5-tuple, start and ordinal",
            Patterns.HEX_32),
    FLOW_ID(
            "flow_id",
            "Id of the 5-tuple, equal for both directions and for every record of the 5-tuple",
            Patterns.HEX_32),
    COMMUNITY_ID(
            "community_id",
            "Community ID flow hash, version 1, as Zeek, Suricata and Arkime write it; null when addresses are anonymised",
            Patterns.COMMUNITY_ID_V1),
    FLOW_END_REASON(
            "flow_end_reason",
            "Why the flow ended (IPFIX information element 136): idle: idle timeout; active: active timeout or packet limit;"
                    + " end: FIN from both sides or RST; capture_end: still open; evicted: lack of resources",
            null),
    CAPTURE("capture", "Name of the capture, without its directory", null);

    private final String text;
    private final String description;
    private final @Nullable String pattern;

    ExtraField(String text, String description, @Nullable String pattern) {
        this.text = text;
        this.description = description;
        this.pattern = pattern;
    }

    /** The key in a record. */
    public String text() {
        return text;
    }

    /** One sentence. */
    public String description() {
        return description;
    }

    /** Regular expression (ECMA-262) of a value; null when there is none. */
    @Nullable
    public String pattern() {
        return pattern;
    }

    /** Whether a record may hold null here. */
    public boolean nullable() {
        return this == COMMUNITY_ID;
    }

    /** All values there are; empty when any text may stand here. */
    public List<String> choices() {
        return this == FLOW_END_REASON
                ? Arrays.stream(FlowEnd.values()).map(FlowEnd::text).toList()
                : List.of();
    }

    private static final class Patterns {
        static final String HEX_32 = "^[0-9a-f]{32}$";
        /** Base64 of the 20 bytes of SHA-1. */
        static final String COMMUNITY_ID_V1 = "^1:[A-Za-z0-9+/]{27}=$";
    }
}
