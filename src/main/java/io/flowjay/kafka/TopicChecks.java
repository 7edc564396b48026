package io.flowjay.kafka;

import io.flowjay.kafka.Finding.Check;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Whether a client may use topics and transactional ids, and whether the topics can take records. Changes nothing in the cluster. */
final class TopicChecks {
    private final Admin admin;

    TopicChecks(Admin admin) {
        this.admin = admin;
    }

    Finding check(TopicUse use) {
        String subject = "topic " + use.topic() + " (" + use.purpose() + ")";
        try {
            DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
            Map<String, TopicDescription> topic = KafkaFutures.get(
                    admin.describeTopics(List.of(use.topic()), options).allTopicNames());
            return check(subject, use, topic.values().iterator().next());
        } catch (UnknownTopicOrPartitionException e) {
            if (use.create()) {
                return checkCreation(subject, use);
            }
            boolean writes = use.rights().contains(AclOperation.WRITE);
            return Finding.wrong(
                    Check.TOPIC,
                    subject,
                    "does not exist",
                    writes ? "make it, or set flowjay.create-topics to true" : "check its name");
        } catch (AuthorizationException e) {
            return Finding.wrong(Check.TOPIC, subject, "no right to describe it", allow(use.rights()));
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            return Finding.wrong(Check.TOPIC, subject, String.valueOf(e.getMessage()), "check the broker's log");
        }
    }

    private Finding check(String subject, TopicUse use, TopicDescription topic) {
        Set<AclOperation> given = topic.authorizedOperations();
        Set<AclOperation> missing = new TreeSet<>(use.rights());
        if (given != null) {
            missing.removeAll(given);
            if (!missing.isEmpty()) {
                return Finding.wrong(Check.TOPIC, subject, "no right to " + words(missing) + " it", allow(missing));
            }
        }
        int needed = minInSync(use.topic());
        for (TopicPartitionInfo partition : topic.partitions()) {
            if (partition.leader() == null || partition.leader().isEmpty()) {
                return Finding.wrong(
                        Check.TOPIC,
                        subject,
                        "partition " + partition.partition() + " has no leader",
                        "start the brokers that hold it");
            }
            if (partition.isr().size() < needed) {
                return Finding.wrong(
                        Check.TOPIC,
                        subject,
                        "partition " + partition.partition() + " has "
                                + partition.isr().size() + " in-sync replicas of the " + needed
                                + " that min.insync.replicas needs",
                        "start the brokers that hold it");
            }
        }
        return Finding.ok(Check.TOPIC, subject);
    }

    /** What the topic needs for acks=all; 1 when the client may not know. */
    private int minInSync(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config = KafkaFutures.get(
                            admin.describeConfigs(List.of(resource)).all())
                    .get(resource);
            ConfigEntry entry = config == null ? null : config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
            return entry == null ? 1 : Integer.parseInt(entry.value());
        } catch (AuthorizationException e) {
            return 1;
        }
    }

    private Finding checkCreation(String subject, TopicUse use) {
        NewTopic topic = new NewTopic(use.topic(), Optional.empty(), Optional.empty());
        try {
            KafkaFutures.get(admin.createTopics(List.of(topic), new CreateTopicsOptions().validateOnly(true))
                    .all());
            return Finding.ok(Check.TOPIC, subject + ", which is made when it is needed");
        } catch (TopicExistsException e) {
            return Finding.ok(Check.TOPIC, subject);
        } catch (AuthorizationException e) {
            return Finding.wrong(
                    Check.TOPIC,
                    subject,
                    "does not exist, and the right to make it is missing",
                    "make it, or allow CREATE");
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            return Finding.wrong(
                    Check.TOPIC, subject, "does not exist and cannot be made: " + e.getMessage(), "make it");
        }
    }

    /** Whether transactions may be used. Asking for one that does not exist needs the right and leaves nothing in the cluster. */
    Finding checkTransactions(String id) {
        String subject = "transactional id " + id;
        try {
            KafkaFutures.get(admin.describeTransactions(List.of(id)).description(id));
        } catch (AuthorizationException e) {
            return Finding.wrong(
                    Check.TRANSACTIONS,
                    subject,
                    "no right to use it",
                    "allow WRITE and DESCRIBE for transactional ids that begin with flowjay-");
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            // It does not exist, or its coordinator starts only now.
        }
        return Finding.ok(Check.TRANSACTIONS, subject);
    }

    private static String allow(Set<AclOperation> rights) {
        return "allow " + new TreeSet<>(rights).stream().map(AclOperation::name).collect(Collectors.joining(" and "))
                + " for the user on the topic";
    }

    private static String words(Set<AclOperation> rights) {
        return rights.stream()
                .map(right -> right.name().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(" or "));
    }
}
