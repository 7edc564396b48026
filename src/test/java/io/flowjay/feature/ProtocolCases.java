package io.flowjay.feature;

import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.capture.CaptureFile;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import io.flowjay.flow.FlowSettings;
import io.flowjay.flow.PayloadNeeds;
import io.flowjay.protocol.Protocol;
import io.flowjay.testing.Conversation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Flows of captures whose payload is read for every protocol. */
final class ProtocolCases {
    private static final PayloadNeeds EVERYTHING = new PayloadNeeds(EnumSet.allOf(Protocol.class), 256);

    private ProtocolCases() {}

    /** A case of a table: its name, the only flow of a capture, the features expected. */
    static Arguments dialogue(String name, Conversation dialogue, String expected) {
        List<Flow> flows = flows(dialogue.toBytes());
        if (flows.size() != 1) {
            throw new IllegalArgumentException(name + ": " + flows.size() + " flows");
        }
        return arguments(named(name, flows.get(0)), expected);
    }

    /** The flows of a capture. */
    static List<Flow> flows(byte[] capture) {
        List<Flow> flows = new ArrayList<>();
        try (FlowAssembler assembler =
                new FlowAssembler(CaptureFile.open(capture, "dialogue"), FlowSettings.DEFAULT, EVERYTHING)) {
            for (Flow flow = assembler.next(); flow != null; flow = assembler.next()) {
                flows.add(flow);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return flows;
    }
}
