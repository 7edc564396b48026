package io.flowjay.settings;

import org.apiguardian.api.API;

/** What a setting is about, and so which commands and endpoints have it as an option. */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum Scope {
    /** How packets become records. */
    EXTRACTION,
    /** How records are written. */
    OUTPUT,
    /** How packets are captured from a network interface. */
    LIVE,
    /** Which captures a process takes, and when. */
    INBOX,
    /** How records reach Kafka, or files. */
    DELIVERY,
    /** How the service is watched. */
    OPERATION
}
