/** A finished flow to a vector of features: the catalogue, the profiles and one class per feature group. */
@NullMarked
package io.flowjay.feature;

import org.jspecify.annotations.NullMarked;
