/**
 * JSON text in UTF-8: bytes, numbers and strings.
 *
 * <p>In: numbers, strings and text that is JSON already. Out: bytes that every JSON parser reads (RFC 8259). Thread rule: a
 * {@link JsonBytes} belongs to one thread; everything else is stateless. Imports: Jackson and the JDK; nothing else of FlowJay.
 * Tests: {@code io.flowjay.json} under {@code src/test/java}. Internal: users need none of these types.
 */
@NullMarked
package io.flowjay.json;

import org.jspecify.annotations.NullMarked;
