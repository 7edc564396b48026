package io.flowjay.cli;

import io.flowjay.camel.CaptureActivity;
import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.health.HealthChecks;
import io.flowjay.camel.inbox.CaptureArchive;
import io.flowjay.settings.Settings;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.main.MainListenerSupport;
import org.jspecify.annotations.Nullable;

/** Runs the routes of a directory in Camel, as they are. */
final class RouteRunner implements AutoCloseable {
    private static final int SHUTDOWN_SECONDS = 20;
    private static final int MOST_SECONDS_WITHOUT_POLLING = 10;

    private final Main camel = new Main();
    private Collection<CaptureArchive> archives = List.of();
    private boolean timedOut;
    private int secondsWithoutPolling;

    /**
     * @param routes directory of the routes
     * @param settings every setting
     */
    RouteRunner(Path routes, RunSettings settings) {
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
        camel.setOverrideProperties(settings.toProperties());
        camel.addMainListener(new SettingsFirst(settings.settings()));
    }

    /** Puts an object into Camel's registry, for the routes to find; to be called before they start. */
    void bind(String name, Object object) {
        camel.bind(name, object);
    }

    /** The context of the routes, which runs when they have been started. */
    CamelContext context() {
        return camel.getCamelContext();
    }

    /** Starts the routes; they run until this is closed. */
    void start() throws Exception {
        camel.start();
        archives = camel.getCamelContext().getRegistry().findByType(CaptureArchive.class);
    }

    /** The process ends for another reason than the captures in progress, so this does not count against them. */
    void abandonCaptures() {
        archives.forEach(CaptureArchive::abandonAll);
    }

    /** Whether stopping the routes interrupted a capture, which is still in its directory. */
    boolean hasAbandoned() {
        return timedOut || archives.stream().anyMatch(archive -> archive.getAbandoned() > 0);
    }

    /** Why this process cannot be relied on any more; null while it can. Call once a second. */
    @Nullable
    Throwable fatal() {
        CamelContext context = camel.getCamelContext();
        if (context == null) {
            return null;
        }
        CaptureActivity activity = CaptureActivity.find(context);
        Throwable error = activity == null ? null : activity.fatal();
        if (error != null) {
            return error;
        }
        // A process that was stopped as a whole, as a container can be, gives the poller time to go on.
        Throwable dead = deadPolling(context);
        secondsWithoutPolling = dead == null ? 0 : secondsWithoutPolling + 1;
        return secondsWithoutPolling < MOST_SECONDS_WITHOUT_POLLING ? null : dead;
    }

    private static @Nullable Throwable deadPolling(CamelContext context) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        HealthCheck check = registry == null
                ? null
                : registry.getCheck(HealthChecks.POLLING).orElse(null);
        HealthCheck.Result result = check == null ? null : check.call();
        return result == null || result.getState() != HealthCheck.State.DOWN
                ? null
                : new IllegalStateException(result.getMessage().orElse(HealthChecks.POLLING));
    }

    @Override
    public void close() {
        CamelContext context = camel.getCamelContext();
        camel.stop();
        timedOut = context != null && context.getShutdownStrategy().isTimeoutOccurred();
    }

    /** By itself Camel would let the environment win over every setting, the options of the command line included. */
    private static final class SettingsFirst extends MainListenerSupport {
        private final Settings settings;

        SettingsFirst(Settings settings) {
            this.settings = settings;
        }

        @Override
        public void beforeInitialize(BaseMainSupport main) {
            PropertiesComponent properties =
                    (PropertiesComponent) main.getCamelContext().getPropertiesComponent();
            properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
            properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_FALLBACK);
            // Camel would look for placeholders in the values, such as {{ }} in the name of a directory.
            ContextSettings.set(main.getCamelContext(), settings);
        }
    }
}
