/**
 * The Camel component {@code flowjay}, for routes of one's own.
 *
 * <p>In: endpoint URIs, {@code flowjay:features} and {@code flowjay:live/eth0}, whose options are the settings of the catalogue. Out:
 * producers and consumers. The files that tools read ({@code flowjay.json} and services) are made from the catalogue by the tests.
 * Thread rule: as for every component of Camel; a live consumer has one thread. Imports: {@code io.flowjay.camel} and what that may
 * import. Tests: {@code io.flowjay.camel.component} under {@code src/test/java}.
 */
@NullMarked
package io.flowjay.camel.component;

import org.jspecify.annotations.NullMarked;
