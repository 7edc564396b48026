package io.flowjay.cli;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainConfigurationProperties;

/** Runs the routes of a directory in Camel, as they are. */
final class RouteRunner implements AutoCloseable {
    private static final int SHUTDOWN_SECONDS = 30;

    private final Main camel = new Main();

    /**
     * @param routes directory of the routes
     * @param settings every setting
     */
    RouteRunner(Path routes, Properties settings) {
        MainConfigurationProperties configuration = camel.configure();
        configuration
                .withName("flowjay")
                .withRoutesIncludePattern("file:" + routes.toAbsolutePath() + "/*.camel.yaml")
                .withBasePackageScanEnabled(false)
                .withAutoConfigurationLogSummary(false)
                .withAutoConfigurationEnvironmentVariablesEnabled(true)
                .withShutdownTimeout(SHUTDOWN_SECONDS)
                .withJmxEnabled(false);
        configuration.setStartupSummaryLevel(StartupSummaryLevel.Off);
        camel.setPropertyPlaceholderLocations("false");
        camel.setOverrideProperties(settings);
    }

    /** Starts the routes; they run until this is closed. */
    void start() throws Exception {
        camel.start();
    }

    @Override
    public void close() {
        camel.stop();
    }
}
