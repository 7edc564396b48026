package io.flowjay.settings;

/** What a setting is about, and so which commands and endpoints have it as an option. */
public enum Scope {
    /** How packets become records. */
    EXTRACTION,
    /** How packets are captured from a network interface. */
    LIVE,
    /** Which captures a process takes, and when. */
    INBOX,
    /** How records reach Kafka. */
    DELIVERY,
    /** How the service is watched. */
    OPERATION
}
