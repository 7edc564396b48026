package io.flowjay.camel.health;

import io.flowjay.camel.CaptureActivity;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Live while every capture in progress moves on, and no error has made the process unreliable. Only a restart helps a capture that does not
 * move on; it resumes it.
 */
final class StuckCaptureHealthCheck extends AbstractHealthCheck {
    private final Duration limit;

    StuckCaptureHealthCheck(Settings settings) {
        super(HealthChecks.GROUP, "flowjay-captures");
        limit = settings.get(SettingCatalog.STUCK_AFTER);
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
        Throwable fatal = activity == null ? null : activity.fatal();
        if (fatal != null) {
            builder.message("this process cannot go on: " + fatal).down();
            return;
        }
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
