package io.flowjay.kafka;

import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * A topic that a client is going to use.
 *
 * @param topic its name
 * @param purpose what it is for, in a word or two
 * @param rights what the client does with it
 * @param create whether the client makes it if it is missing
 */
public record TopicUse(String topic, String purpose, Set<AclOperation> rights, boolean create) {
    /** A topic that is only written to. */
    public static TopicUse written(String topic, String purpose, boolean create) {
        return new TopicUse(topic, purpose, Set.of(AclOperation.WRITE), create);
    }
}
