/**
 * A client of schema registries with Confluent's REST interface, which Apicurio and others serve too.
 *
 * <p>In: settings, a subject, the text of a schema. Out: its id in the registry, or the text of an id. Threads: a client serves any
 * thread. Imports: {@code settings}. It needs neither Camel nor Kafka. Tests: {@code io.flowjay.registry}. API: none; every type here
 * is internal.
 */
@NullMarked
package io.flowjay.registry;

import org.jspecify.annotations.NullMarked;
