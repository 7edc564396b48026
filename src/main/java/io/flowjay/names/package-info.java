/**
 * Names that a user gives and that must be among those declared.
 *
 * <p>In: the name given and the valid names. Out: the valid name that was probably meant, for the error message. Threads:
 * stateless, any thread may call. Imports: the JDK only. Tests: {@code io.flowjay.names}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.names;

import org.jspecify.annotations.NullMarked;
