/**
 * Health checks of the routes, for Camel's registry of health checks.
 *
 * <p>In: the beans of the route, and their state. Out: {@code flowjay-inbox} and {@code flowjay-delivery} for readiness,
 * {@code flowjay-captures} and {@code flowjay-polling} for liveness.
 *
 * <p>Threads: any thread may call a check. Imports: {@code camel}, {@code camel.inbox}, {@code camel.delivery}, {@code settings}, {@code record},
 * {@code record.format}, {@code registry}, {@code kafka} and {@code delivery}. Tests: {@code io.flowjay.camel.health}, and {@code ObservationTest} in
 * {@code io.flowjay.cli}. API: {@code HealthChecks}.
 */
@NullMarked
package io.flowjay.camel.health;

import org.jspecify.annotations.NullMarked;
