/** What can be told of a TCP connection from its segments: state over a whole flow, in one pass over the flow's columns. */
@NullMarked
package io.flowjay.feature.tcp;

import org.jspecify.annotations.NullMarked;
