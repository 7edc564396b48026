package io.flowjay.cli.observe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/**
 * What Camel's health checks say, in the form of MicroProfile Health: {@code status}, and {@code checks} with {@code name},
 * {@code status} and {@code data}.
 *
 * @param up whether all is well
 * @param json the document
 */
record HealthJson(boolean up, ObjectNode json) {
    static HealthJson live(CamelContext context) {
        return of(HealthCheckHelper.invokeLiveness(context));
    }

    static HealthJson ready(CamelContext context) {
        return of(HealthCheckHelper.invokeReadiness(context));
    }

    static HealthJson all(CamelContext context) {
        return of(HealthCheckHelper.invoke(context));
    }

    private static HealthJson of(Collection<HealthCheck.Result> results) {
        boolean up = results.stream().noneMatch(result -> result.getState() == HealthCheck.State.DOWN);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", up ? "UP" : "DOWN");
        var checks = json.putArray("checks");
        List<HealthCheck.Result> sorted = results.stream()
                .sorted(Comparator.comparing(result -> result.getCheck().getId()))
                .toList();
        for (HealthCheck.Result result : sorted) {
            ObjectNode check = checks.addObject();
            check.put("name", result.getCheck().getId());
            check.put("status", result.getState().name());
            ObjectNode data = check.putObject("data");
            result.getMessage().ifPresent(message -> data.put("message", message));
            result.getDetails().forEach((name, value) -> {
                if (!HealthCheckHelper.isReservedKey(name)) {
                    data.put(name, String.valueOf(value));
                }
            });
        }
        return new HealthJson(up, json);
    }
}
