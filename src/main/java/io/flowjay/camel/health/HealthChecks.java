package io.flowjay.camel.health;

import io.flowjay.camel.ContextMessages;
import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.delivery.FlowDelivery;
import io.flowjay.camel.inbox.WaitingCaptures;
import io.flowjay.kafka.RecordMessages;
import io.flowjay.record.Extraction;
import io.flowjay.settings.Settings;
import java.util.List;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A bean that adds FlowJay's checks to those of the Camel context, for whatever shows them: {@code flowjay run}, Camel's own health
 * endpoint, Spring Boot, Quarkus. Readiness: {@code flowjay-inbox} and {@code flowjay-delivery}. Liveness: {@code flowjay-captures} and
 * {@code flowjay-polling}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class HealthChecks implements CamelContextAware, AutoCloseable {
    /** Name of the check that sees whether the inbox is looked into. */
    @API(status = API.Status.INTERNAL)
    public static final String POLLING = "flowjay-polling";

    static final String GROUP = "flowjay";

    private @Nullable CamelContext camelContext;
    private Settings settings = Settings.DEFAULT;
    private FlowDelivery delivery = new FlowDelivery();
    private WaitingCaptures waiting = new WaitingCaptures();
    private List<AbstractHealthCheck> checks = List.of();
    private @Nullable DeliveryHealthCheck deliveryCheck;

    /** Adds the checks; does nothing in a context without a registry for them. */
    public void init() {
        CamelContext context = Objects.requireNonNull(camelContext, "no Camel context");
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        if (registry != null) {
            RecordMessages messages = ContextMessages.areUsed(context) ? ContextMessages.of(context) : null;
            RegistryWatch registryWatch = messages != null && messages.needRegistry()
                    ? new RegistryWatch(messages, Extraction.of(settings).columns(), System::nanoTime)
                    : null;
            deliveryCheck = new DeliveryHealthCheck(delivery, waiting, registryWatch);
            checks = List.of(
                    deliveryCheck,
                    new InboxHealthCheck(settings),
                    new StuckCaptureHealthCheck(settings),
                    new PollingHealthCheck(System::nanoTime));
            for (AbstractHealthCheck check : checks) {
                check.setCamelContext(context);
                registry.register(check);
            }
        }
    }

    /** Removes the checks. */
    @Override
    public void close() {
        HealthCheckRegistry registry = camelContext == null ? null : HealthCheckRegistry.get(camelContext);
        if (registry != null) {
            checks.forEach(registry::unregister);
        }
        if (deliveryCheck != null) {
            deliveryCheck.close();
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

    /** The settings of the context. */
    public void setSettings(ContextSettings value) {
        settings = value.settings();
    }

    /** The delivery to look at. */
    public void setDelivery(FlowDelivery value) {
        delivery = value;
    }

    /** The captures that wait. */
    public void setWaiting(WaitingCaptures value) {
        waiting = value;
    }
}
