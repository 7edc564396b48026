package io.flowjay.cli;

/** Where the program's log goes. A program that embeds the jar has its own configuration, so this one is not at its usual place. */
final class Logging {
    private static final String CONFIGURATION = "logback.configurationFile";

    private Logging() {}

    /** To be called before anything logs. */
    static void start() {
        if (System.getProperty(CONFIGURATION) == null) {
            System.setProperty(CONFIGURATION, "io/flowjay/cli/logback.xml");
        }
    }
}
