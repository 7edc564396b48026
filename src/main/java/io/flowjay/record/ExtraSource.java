package io.flowjay.record;

import io.flowjay.flow.FlowIds;

/**
 * What the fields before the features are made of, besides the flow.
 *
 * @param ids names of the flows
 * @param capture the capture's name, in well-formed text
 * @param hidesEndpoints whether no field may give away addresses or ports
 */
record ExtraSource(FlowIds ids, String capture, boolean hidesEndpoints) {}
