/** Bounded reads of numbers from byte arrays. */
@NullMarked
package io.flowjay.wire;

import org.jspecify.annotations.NullMarked;
