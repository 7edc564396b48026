/** A feature vector to a record: a read-only map that writes itself as strict JSON. */
@NullMarked
package io.flowjay.record;

import org.jspecify.annotations.NullMarked;
