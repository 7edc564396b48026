/**
 * Names that a user gives and that must be among those declared.
 *
 * <p>In: the name given and the valid names. Out: the valid name that was probably meant, for the error message. Thread rule:
 * stateless, any thread may call. Imports: the JDK only. Tests: {@code io.flowjay.names} under {@code src/test/java}.
 */
@NullMarked
package io.flowjay.names;

import org.jspecify.annotations.NullMarked;
