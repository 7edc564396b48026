package io.flowjay.record;

import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowEnd;
import io.flowjay.packet.PortsMissing;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A field that stands before the features in every record, declared in one place: name, description, type, and the function that
 * gives its value.
 *
 * @param <V> type of its values
 */
public final class ExtraField<V> {
    private static final String HEX_32 = "^[0-9a-f]{32}$";
    private static final String DIGITS = "^[0-9]+$";
    private static final String TUNNEL_ID = "^[0-9]*(:[0-9]*)?$";
    /** Base64 of the 20 bytes of SHA-1. */
    private static final String COMMUNITY_ID_V1 = "^1:[A-Za-z0-9+/]{27}=$";

    /** All of them, in record order. */
    private static final List<ExtraField<?>> ALL = List.of(
            required(
                    "record_id",
                    "Id of the record, equal whenever the same capture is extracted: 20 digits of the capture's hash, and the number of"
                            + " the flow's first packet",
                    ExtraType.text(HEX_32),
                    (source, flow) -> source.ids().recordId(flow)),
            required(
                    "connection_id",
                    "Id of the connection, the same in each record of a connection that timeouts or limits cut; part numbers them;"
                            + " it is the record_id of part 1",
                    ExtraType.text(HEX_32),
                    (source, flow) -> source.ids().connectionId(flow)),
            required(
                    "flow_id",
                    "Id of the 5-tuple, equal for both directions and for every record of the 5-tuple, also if flow-key separates networks that"
                            + " use the same addresses",
                    ExtraType.text(HEX_32),
                    (source, flow) -> source.ids().flowId(flow)),
            nullable(
                    "community_id",
                    "Community ID flow hash, version 1, as Zeek, Suricata and Arkime write it; null when addresses are"
                            + " anonymised, or addresses or ports left out",
                    ExtraType.text(COMMUNITY_ID_V1),
                    // An unkeyed hash over both: whoever tries all addresses or all ports finds what was left out.
                    (source, flow) ->
                            source.hidesEndpoints() ? null : source.ids().communityId(flow)),
            required(
                    "flow_end_reason",
                    "Why the flow ended (IPFIX information element 136): idle: idle timeout; active: active timeout or packet limit;"
                            + " end: FIN from both sides or RST; capture_end: still open; evicted: lack of resources",
                    ExtraType.choice(FlowEnd.values(), FlowEnd::text),
                    (source, flow) -> flow.endReason()),
            nullable(
                    "ports_missing",
                    "Why the ports are not known, in a flow of addresses and protocol whose ports are 0: by the flow's first packet, which is"
                            + " a fragment without the rest of its packet, or has a malformed or cut transport header; null for other"
                            + " flows",
                    ExtraType.choice(PortsMissing.values(), PortsMissing::text),
                    (source, flow) -> flow.portsMissing()),
            nullable(
                    "tunnel_id",
                    "Identifier of the innermost tunnel that has one (VXLAN or Geneve VNI, NVGRE VSID, GRE key, ERSPAN session, LISP"
                            + " instance), of the flow's first packet; initiator:responder where each side has its own (GTP TEIDs, L2TP"
                            + " tunnel * 65536 + session, PPTP calls), empty for a side that sent nothing; null without one, and when"
                            + " addresses are anonymised",
                    ExtraType.text(TUNNEL_ID),
                    (source, flow) -> source.ids().tunnelId(flow)),
            required(
                    "interface_id",
                    "Number of the interface that captured the flow's first packet: of a pcapng capture, counted from 0 through all"
                            + " sections; of Linux cooked capture version 2, the interface index; else 0",
                    ExtraType.text(DIGITS),
                    (source, flow) -> Integer.toUnsignedString(flow.interfaceId())),
            nullable(
                    "interface_name",
                    "Name of that interface (pcapng if_name, or the interface of a live capture); null when the capture has none,"
                            + " and when addresses are anonymised",
                    ExtraType.text(),
                    (source, flow) -> source.ids().interfaceName(flow)),
            required(
                    "capture",
                    "Name of the capture, without its directory",
                    ExtraType.text(),
                    (source, flow) -> source.capture()));

    private final String name;
    private final String description;
    private final ExtraType<V> type;
    private final boolean nullable;
    private final NullableValue<V> value;

    private ExtraField(String name, String description, ExtraType<V> type, boolean nullable, NullableValue<V> value) {
        this.name = name;
        this.description = description;
        this.type = type;
        this.nullable = nullable;
        this.value = value;
    }

    private static <V> ExtraField<V> required(
            String name, String description, ExtraType<V> type, BiFunction<ExtraSource, Flow, V> value) {
        return new ExtraField<>(name, description, type, false, value::apply);
    }

    private static <V> ExtraField<V> nullable(
            String name, String description, ExtraType<V> type, NullableValue<V> value) {
        return new ExtraField<>(name, description, type, true, value);
    }

    /** Gives a value, or null. */
    private interface NullableValue<V> {
        @Nullable
        V of(ExtraSource source, Flow flow);
    }

    /** All of them, in record order. */
    public static List<ExtraField<?>> all() {
        return ALL;
    }

    /** The key in a record. */
    public String name() {
        return name;
    }

    /** One sentence. */
    public String description() {
        return description;
    }

    /** What values it has. */
    public ExtraType<V> type() {
        return type;
    }

    /** Whether a record may hold null here. */
    public boolean isNullable() {
        return nullable;
    }

    /** What stands in the record of a flow. */
    @Nullable
    String text(ExtraSource source, Flow flow) {
        V known = value.of(source, flow);
        return known == null ? null : type.text(known);
    }
}
