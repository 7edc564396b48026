/** What runs over a flow: the payload of its packets, read by every decoder that may know it. */
@NullMarked
package io.flowjay.protocol;

import org.jspecify.annotations.NullMarked;
