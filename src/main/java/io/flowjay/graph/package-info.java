/** The graph of hosts that the flows of one capture make, with its counters and metrics. */
@NullMarked
package io.flowjay.graph;

import org.jspecify.annotations.NullMarked;
