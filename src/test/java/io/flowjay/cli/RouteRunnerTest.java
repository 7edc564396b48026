package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.camel.CaptureActivity;
import io.flowjay.camel.health.HealthChecks;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a process whose routes run cannot be relied on any more. It is asked once a second, so each question is a second. */
class RouteRunnerTest {
    private static final String DEAD = "nothing looks into the inbox any more";

    @TempDir
    Path captures;

    private RouteRunner runner;
    private boolean polling = true;

    @BeforeEach
    void start() throws Exception {
        Path routes = Path.of("routes");
        RunSettings settings = new RunSettings.Builder(routes, null)
                .properties(Map.of("flowjay.captures", captures.toString(), "flowjay.brokers", "127.0.0.1:1"))
                .build();
        runner = new RouteRunner(routes, settings);
        runner.start();
        HealthCheckRegistry checks = HealthCheckRegistry.get(runner.context());
        checks.unregister(checks.getCheck(HealthChecks.POLLING).orElseThrow());
        checks.register(new Polling());
    }

    @AfterEach
    void stop() {
        runner.close();
    }

    /** In place of the check that looks at the poller, which {@code PollingHealthTest} has. */
    private final class Polling extends AbstractHealthCheck {
        Polling() {
            super("test", HealthChecks.POLLING);
        }

        @Override
        protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
            builder.message(polling ? "" : DEAD).state(polling ? State.UP : State.DOWN);
        }
    }

    @Test
    void aProcessWithoutPollingHasTenSecondsToGoOn() {
        polling = false;
        for (int second = 1; second < 10; second++) {
            assertThat(runner.fatal()).as("second " + second).isNull();
        }
        assertThat(runner.fatal()).hasMessage(DEAD);
        assertThat(runner.fatal()).hasMessage(DEAD);
    }

    @Test
    void theSecondsCountAnewWhenItHasGoneOn() {
        for (int round = 0; round < 3; round++) {
            polling = false;
            for (int second = 1; second < 10; second++) {
                assertThat(runner.fatal()).isNull();
            }
            polling = true;
            assertThat(runner.fatal()).isNull();
        }
    }

    @Test
    void afterAFatalErrorItHasNoTime() {
        Error error = new OutOfMemoryError("test");
        CaptureActivity.find(runner.context()).fatal(error);
        assertThat(runner.fatal()).isSameAs(error);
    }
}
