/** FlowJay: packet captures to ML-ready flow features on Kafka. */
@NullMarked
package io.flowjay;

import org.jspecify.annotations.NullMarked;
