package io.flowjay.cli.observe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowjay.camel.CaptureActivity;
import io.flowjay.camel.delivery.KafkaClients;
import io.flowjay.camel.inbox.Inbox;
import io.flowjay.camel.inbox.PendingCaptures;
import io.flowjay.record.FlowRecord;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/** The page's view of the work, as JSON. */
final class StatusJson {
    private static final int TOP = 10;
    /** What the list of records shows of one. */
    private static final List<String> COLUMNS = List.of(
            "record_id",
            "capture",
            "start_time",
            "duration",
            "src_ip",
            "src_port",
            "dst_ip",
            "dst_port",
            "total_packets",
            "total_bytes",
            "flow_end_reason");

    private StatusJson() {}

    /** Captures, rates, and what was seen most often. */
    static ObjectNode status(CamelContext context, RecentRecords records, Settings settings) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("topic", settings.get(SettingCatalog.TOPIC));
        json.put("brokers", settings.get(SettingCatalog.BROKERS));
        json.put("inbox", settings.get(SettingCatalog.CAPTURES));
        json.put("uploads", settings.get(SettingCatalog.UPLOADS));
        captures(json.putObject("captures"), context);
        json.put("records", records.total());
        json.put("dead_letters", deadLetters(context));
        ArrayNode seconds = json.putArray("records_by_second");
        records.bySecond().forEach(seconds::add);
        for (Map.Entry<String, List<TopValues.Count>> top : records.top(TOP).entrySet()) {
            ArrayNode values = json.putArray(top.getKey());
            top.getValue()
                    .forEach(count ->
                            values.addObject().put("value", count.value()).put("count", count.count()));
        }
        HealthJson ready = HealthJson.ready(context);
        json.set("ready", ready.json());
        return json;
    }

    private static long deadLetters(CamelContext context) {
        KafkaClients clients = context.getRegistry().findSingleByType(KafkaClients.class);
        return clients == null
                ? 0
                : clients.letters().inTopic() + clients.letters().inFiles();
    }

    private static void captures(ObjectNode json, CamelContext context) {
        Inbox inbox = context.getRegistry().findSingleByType(Inbox.class);
        PendingCaptures pending = inbox == null ? null : inbox.pending();
        json.put("pending", pending == null ? 0 : pending.count());
        json.put("pending_bytes", pending == null ? 0 : pending.bytes());
        CaptureActivity activity = CaptureActivity.find(context);
        json.put("done", activity == null ? 0 : activity.done());
        json.put("failed", activity == null ? 0 : activity.failed());
        ArrayNode atWork = json.putArray("in_work");
        if (activity != null) {
            activity.names().forEach(atWork::add);
        }
    }

    /** The latest records, a few fields of each. */
    static ArrayNode latest(RecentRecords records) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (FlowRecord record : records.latest()) {
            ObjectNode row = json.addObject();
            COLUMNS.forEach(column -> put(row, column, record.get(column)));
            row.put("protocol", FlowLabel.protocol(record));
            row.put("server_name", FlowLabel.serverName(record));
            row.put("ja4", FlowLabel.ja4(record));
        }
        return json;
    }

    private static void put(ObjectNode row, String name, @Nullable Object value) {
        row.putPOJO(name, value);
    }
}
