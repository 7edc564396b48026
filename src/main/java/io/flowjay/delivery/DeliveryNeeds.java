package io.flowjay.delivery;

import io.flowjay.kafka.TopicUse;
import io.flowjay.settings.DeliveryMode;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * What delivery needs of a cluster.
 *
 * @param settings how to deliver, and where
 */
public record DeliveryNeeds(Settings settings) {
    /** The topics in use. The topic of dead letters is not among them, because without it they go to files. */
    public List<TopicUse> topics() {
        boolean create = settings.get(SettingCatalog.CREATE_TOPICS);
        List<TopicUse> topics = new ArrayList<>();
        topics.add(TopicUse.written(settings.get(SettingCatalog.TOPIC), "records", create));
        if (isExactlyOnce()) {
            topics.add(new TopicUse(
                    settings.get(SettingCatalog.LEDGER_TOPIC),
                    "ledger",
                    Set.of(AclOperation.READ, AclOperation.WRITE),
                    create));
        }
        return topics;
    }

    /** The topic of dead letters. */
    public TopicUse deadLetters() {
        String configured = settings.get(SettingCatalog.DEAD_LETTER_TOPIC);
        return TopicUse.written(
                configured.isEmpty() ? settings.get(SettingCatalog.TOPIC) + DeadLetters.SUFFIX : configured,
                "dead letters",
                settings.get(SettingCatalog.CREATE_TOPICS));
    }

    /** An id of the kind that transactions have. */
    public List<String> transactionalIds() {
        return isExactlyOnce() ? List.of("flowjay-" + settings.get(SettingCatalog.TOPIC) + "-doctor") : List.of();
    }

    private boolean isExactlyOnce() {
        return settings.get(SettingCatalog.DELIVERY) == DeliveryMode.EXACTLY_ONCE;
    }
}
