/** Records in Camel routes: the processor bean, and what the shipped routes need besides Camel's own parts. */
@NullMarked
package io.flowjay.camel;

import org.jspecify.annotations.NullMarked;
