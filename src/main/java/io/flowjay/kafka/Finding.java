package io.flowjay.kafka;

import org.jspecify.annotations.Nullable;

/**
 * What one check of the brokers ({@link BrokerDiagnosis}), of the schema registry or of the directory of files found.
 *
 * @param check what was checked
 * @param subject the address, topic, broker, schema or directory that was checked
 * @param problem what is wrong; null when all is well
 * @param advice what to do about it; null when all is well
 */
public record Finding(
        Check check,
        String subject,
        @Nullable String problem,
        @Nullable String advice) {
    /** What is checked, in order. */
    public enum Check {
        SETTINGS("settings"),
        NAME("name"),
        TCP("TCP"),
        TLS("TLS"),
        SASL("SASL"),
        ADVERTISED("advertised listener"),
        CLUSTER("cluster"),
        TOPIC("topic"),
        TRANSACTIONS("transactions"),
        REGISTRY("schema registry"),
        SCHEMA("schema"),
        FILES("files");

        private final String text;

        Check(String text) {
            this.text = text;
        }

        /** The check as people call it. */
        public String text() {
            return text;
        }
    }

    /** All is well. */
    public static Finding ok(Check check, String subject) {
        return new Finding(check, subject, null, null);
    }

    /** Something is wrong. */
    public static Finding wrong(Check check, String subject, String problem, String advice) {
        return new Finding(check, subject, problem, advice);
    }

    /** Whether all is well. */
    public boolean isOk() {
        return problem == null;
    }

    /** One line: the subject, what is wrong with it, and what to do. */
    public String text() {
        return problem == null ? subject : subject + ": " + problem + "; " + advice;
    }
}
