package io.flowjay.record;

import io.flowjay.flow.Flow;
import java.util.List;

/**
 * Makes something of finished flows. An instance belongs to one thread.
 *
 * @param <T> what it makes of a batch
 */
interface BatchMaker<T> {
    /** What is made of a batch; it does not keep the flows. */
    T make(List<Flow> flows);
}
