package io.flowjay.cli;

import io.flowjay.kafka.Finding;
import io.flowjay.kafka.Finding.Check;
import io.flowjay.record.Extraction;
import io.flowjay.record.avro.AvroFormat;
import io.flowjay.record.format.RecordFormats;
import io.flowjay.registry.RegistryException;
import io.flowjay.registry.SubjectSchemas;
import io.flowjay.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Whether the schema registry answers and accepts the client, and whether it has the schema of the records or would take it. Changes nothing
 * in the registry, so it cannot say whether the client has the right to register.
 */
final class RegistryChecks {
    private static final String JSON = "json";

    private RegistryChecks() {}

    /**
     * What the checks found, in order; nothing if records need no registry.
     *
     * @param settings checked
     */
    static List<Finding> findings(Settings settings) {
        if (!RecordFormats.of(settings, JSON).name().equals(AvroFormat.NAME)) {
            return List.of();
        }
        SubjectSchemas schemas = SubjectSchemas.of(settings);
        return schemas == null
                ? List.of()
                : findings(
                        schemas,
                        AvroFormat.schema(Extraction.of(settings).columns(), settings)
                                .text());
    }

    private static List<Finding> findings(SubjectSchemas schemas, String schema) {
        OptionalInt id;
        try {
            id = schemas.registered(schema);
        } catch (RegistryException e) {
            return List.of(wrong(Check.REGISTRY, e));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(Check.REGISTRY, schemas.registry()));
        String subject = "subject " + schemas.subject();
        if (id.isPresent()) {
            findings.add(Finding.ok(Check.SCHEMA, subject + ", id " + id.getAsInt()));
            return findings;
        }
        try {
            schemas.checkAddition(schema);
            findings.add(Finding.ok(Check.SCHEMA, subject + ", where it is registered when it is needed"));
        } catch (RegistryException e) {
            findings.add(wrong(Check.SCHEMA, e));
        }
        return findings;
    }

    private static Finding wrong(Check check, RegistryException e) {
        return Finding.wrong(check, e.subject(), e.problem(), e.advice());
    }
}
