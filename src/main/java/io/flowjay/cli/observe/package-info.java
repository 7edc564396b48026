/** What {@code flowjay run} shows of itself over HTTP: metrics, health, and a page. */
@NullMarked
package io.flowjay.cli.observe;

import org.jspecify.annotations.NullMarked;
