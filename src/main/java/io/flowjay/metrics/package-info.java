/** What is counted while captures are worked on, as meters of Micrometer. metrics.md lists the names. */
@NullMarked
package io.flowjay.metrics;

import org.jspecify.annotations.NullMarked;
