/** Packets to bidirectional flows: the flow table with its timeouts and bounds, the packet columns of a flow, its ids. */
@NullMarked
package io.flowjay.flow;

import org.jspecify.annotations.NullMarked;
