package io.flowjay.camel.health;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.jspecify.annotations.Nullable;

/**
 * A bean that adds FlowJay's checks to those of the Camel context, for whatever shows them: {@code flowjay run}, Camel's own health
 * endpoint, Spring Boot, Quarkus. Readiness: {@code flowjay-inbox}. Liveness: {@code flowjay-captures}.
 */
public class HealthChecks implements CamelContextAware, AutoCloseable {
    static final String GROUP = "flowjay";

    private @Nullable CamelContext camelContext;
    private String inbox = "captures";
    private long minFreeBytes = 100_000_000;
    private Duration stuckAfter = Duration.ofMinutes(30);
    private List<AbstractHealthCheck> checks = List.of();

    /** Adds the checks; does nothing in a context without a registry for them. */
    public void init() {
        CamelContext context = Objects.requireNonNull(camelContext, "no Camel context");
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        if (registry != null) {
            checks = List.of(
                    new InboxHealthCheck(Path.of(inbox), minFreeBytes), new StuckCaptureHealthCheck(stuckAfter));
            for (AbstractHealthCheck check : checks) {
                check.setCamelContext(context);
                registry.register(check);
            }
        }
    }

    /** Takes the checks back. */
    @Override
    public void close() {
        HealthCheckRegistry registry = camelContext == null ? null : HealthCheckRegistry.get(camelContext);
        if (registry != null) {
            checks.forEach(registry::unregister);
        }
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(@Nullable CamelContext context) {
        camelContext = context;
    }

    /** The directory that captures are taken from. */
    public String getInbox() {
        return inbox;
    }

    public void setInbox(String value) {
        inbox = value;
    }

    /** With fewer free bytes on the inbox's disk it is not ready. */
    public long getMinFreeBytes() {
        return minFreeBytes;
    }

    public void setMinFreeBytes(long value) {
        minFreeBytes = value;
    }

    /** A capture that stands still for longer than this is stuck. */
    public Duration getStuckAfter() {
        return stuckAfter;
    }

    public void setStuckAfter(Duration value) {
        stuckAfter = value;
    }
}
