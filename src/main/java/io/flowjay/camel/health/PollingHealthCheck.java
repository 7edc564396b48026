package io.flowjay.camel.health;

import io.flowjay.camel.inbox.InboxLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.support.ScheduledPollConsumer;

/** Live while every route that takes captures from an inbox looks into it again and again, or works on what it found. */
final class PollingHealthCheck extends AbstractHealthCheck {
    private static final Duration LEAST_LIMIT = Duration.ofSeconds(30);
    private static final int DELAYS = 10;

    /**
     * What was seen of a route.
     *
     * @param polls looks into the inbox since its start
     * @param nanos when that number was seen first
     */
    private record Seen(long polls, long nanos) {}

    private final LongSupplier nanoTime;
    private final Map<String, Seen> seen = new HashMap<>();

    /** @param nanoTime a monotonic clock, in nanoseconds */
    PollingHealthCheck(LongSupplier nanoTime) {
        super(HealthChecks.GROUP, HealthChecks.POLLING);
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    public boolean isLiveness() {
        return true;
    }

    @Override
    protected synchronized void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        CamelContext context = Objects.requireNonNull(getCamelContext(), "no Camel context");
        List<String> dead = new ArrayList<>();
        for (Route route : context.getRoutes()) {
            if (route.getEndpoint() instanceof FileEndpoint file
                    && file.getExclusiveReadLockStrategy() instanceof InboxLock
                    && route.getConsumer() instanceof ScheduledPollConsumer consumer
                    && !isAlive(route.getRouteId(), consumer)) {
                dead.add(route.getRouteId());
            }
        }
        if (dead.isEmpty()) {
            builder.up();
        } else {
            builder.detail("routes", dead)
                    .message("nothing looks into the inbox any more")
                    .down();
        }
    }

    private boolean isAlive(String route, ScheduledPollConsumer consumer) {
        CamelContext context = Objects.requireNonNull(getCamelContext(), "no Camel context");
        boolean started = context.getRouteController().getRouteStatus(route) == ServiceStatus.Started;
        Seen before = seen.get(route);
        long now = nanoTime.getAsLong();
        if (!started || consumer.isPolling() || before == null || before.polls != consumer.getCounter()) {
            seen.put(route, new Seen(consumer.getCounter(), now));
            return true;
        }
        long delays = DELAYS * consumer.getTimeUnit().toNanos(consumer.getDelay());
        return now - before.nanos <= Math.max(LEAST_LIMIT.toNanos(), delays);
    }
}
