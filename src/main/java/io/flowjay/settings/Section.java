package io.flowjay.settings;

import org.apiguardian.api.API;

/** A group of settings that are shown together, in the order of the documents. */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum Section {
    CAPTURES("Captures", Scope.INBOX),
    SOURCES("Sources of a process", Scope.INBOX),
    KAFKA("Kafka", Scope.DELIVERY),
    REGISTRY("Schema registry", Scope.DELIVERY),
    DELIVERY("Delivery", Scope.DELIVERY),
    FILES("Files of records", Scope.DELIVERY),
    LIVE("Live capture", Scope.LIVE),
    FEATURES("Features", Scope.EXTRACTION),
    FLOWS("Flows", Scope.EXTRACTION),
    LIMITS("Limits of a capture", Scope.EXTRACTION),
    PACKETS("Packets", Scope.EXTRACTION),
    IDENTIFIERS("Addresses and identifiers", Scope.EXTRACTION),
    OUTPUT("Format of records", Scope.OUTPUT),
    OPERATION("Operation", Scope.OPERATION);

    private final String title;
    private final Scope scope;

    Section(String title, Scope scope) {
        this.title = title;
        this.scope = scope;
    }

    /** The heading. */
    public String title() {
        return title;
    }

    /** What its settings are about. */
    public Scope scope() {
        return scope;
    }
}
