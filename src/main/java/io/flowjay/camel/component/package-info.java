/**
 * The Camel component {@code flowjay}, for a user's own routes.
 *
 * <p>In: endpoint URIs, {@code flowjay:features} and {@code flowjay:live/eth0}, whose options are the settings of the catalogue.
 * Out: endpoints, whose exchanges carry an iterator of records or single live records. The files that tools read
 * ({@code flowjay.json} and services) are made from the catalogue by the tests.
 *
 * <p>Threads: endpoints serve any thread; a live consumer has one of its own. Imports: {@code camel}, {@code names},
 * {@code settings}, {@code capture} and {@code record}. Tests: {@code io.flowjay.camel.component}. API: {@code FlowjayComponent}.
 */
@NullMarked
package io.flowjay.camel.component;

import org.jspecify.annotations.NullMarked;
