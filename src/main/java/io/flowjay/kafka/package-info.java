/** Records to a Kafka topic without Camel. */
@NullMarked
package io.flowjay.kafka;

import org.jspecify.annotations.NullMarked;
