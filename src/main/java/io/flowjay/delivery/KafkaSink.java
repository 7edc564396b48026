package io.flowjay.delivery;

import io.flowjay.kafka.KafkaWriter;
import io.flowjay.kafka.RecordMessages;
import io.flowjay.record.RecordFields;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.sink.RecordOutput;
import io.flowjay.record.sink.RecordSink;
import io.flowjay.record.sink.SinkTarget;
import io.flowjay.settings.DeliveryMode;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;

/**
 * Records in any format as messages of a Kafka topic, with the keys, values and headers of the shipped routes. FlowJay's settings say
 * where to and how; the properties of the target are settings of Kafka's client, such as security.
 */
public final class KafkaSink implements RecordSink {
    /** Its name. */
    public static final String NAME = "kafka";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean hasOwnForm() {
        return false;
    }

    @Override
    public String usualFormat() {
        return RecordMessages.USUAL_FORMAT;
    }

    @Override
    public void check(Settings settings) {
        RecordFields.checkKey(settings);
        if (KafkaWriter.isAvailable()) {
            // Reads the files of the schema registry's client, if it is used.
            new RecordMessages(settings);
        }
    }

    @Override
    public RecordOutput<?> open(SinkTarget target, RecordColumns columns, Settings settings) throws IOException {
        if (!KafkaWriter.isAvailable()) {
            throw new IOException("Kafka's client is not on the class path: add org.apache.kafka:kafka-clients");
        }
        KafkaTarget topic = KafkaTarget.open(target.properties(), settings);
        return settings.get(SettingCatalog.DELIVERY) == DeliveryMode.EXACTLY_ONCE
                ? TransactionalOutput.open(topic, columns)
                : KafkaOutput.open(topic, columns);
    }
}
