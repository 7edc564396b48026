/**
 * A Kafka broker in this process, for trying FlowJay without a cluster.
 *
 * <p>In: a directory for topics and records, and ports. Out: the address of a running broker on the loopback interface.
 *
 * <p>Threads: one thread starts and closes a broker; clients of any thread connect to it. Imports: nothing of FlowJay. Tests:
 * {@code io.flowjay.cli.broker}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.cli.broker;

import org.jspecify.annotations.NullMarked;
