/** The command line. */
@NullMarked
package io.flowjay.cli;

import org.jspecify.annotations.NullMarked;
