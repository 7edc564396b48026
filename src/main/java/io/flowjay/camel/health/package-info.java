/** Health checks of the routes, for Camel's registry of health checks. */
@NullMarked
package io.flowjay.camel.health;

import org.jspecify.annotations.NullMarked;
