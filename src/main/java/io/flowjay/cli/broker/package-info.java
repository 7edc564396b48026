/** A Kafka broker in this process, for trying things out. */
@NullMarked
package io.flowjay.cli.broker;

import org.jspecify.annotations.NullMarked;
