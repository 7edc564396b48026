package io.flowjay.camel.health;

import io.flowjay.camel.CaptureActivity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Live while no capture in work stands still: then a restart, which takes it up again, is all that helps. */
final class StuckCaptureHealthCheck extends AbstractHealthCheck {
    private final Duration limit;

    StuckCaptureHealthCheck(Duration limit) {
        super(HealthChecks.GROUP, "flowjay-captures");
        this.limit = limit;
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
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        CaptureActivity activity = CaptureActivity.find(Objects.requireNonNull(getCamelContext(), "no Camel context"));
        List<String> stuck = activity == null ? List.of() : activity.stuck(limit);
        if (stuck.isEmpty()) {
            builder.up();
        } else {
            builder.detail("captures", stuck)
                    .message("no record of a capture was read or delivered for " + limit.toSeconds() + " s")
                    .down();
        }
    }
}
