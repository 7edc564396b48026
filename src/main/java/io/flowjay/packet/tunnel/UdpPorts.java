package io.flowjay.packet.tunnel;

import io.flowjay.packet.frame.Decoder;
import io.flowjay.packet.frame.DecoderTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The UDP ports of each tunnel protocol while they are declared: the usual ones and those of the setting {@code tunnel-ports}. */
final class UdpPorts {
    /** Stands for no protocol. */
    private static final String NONE = "none";

    private final DecoderTable table;
    private final Map<String, Decoder> byName = new HashMap<>();

    /**
     * @param table takes the decoders
     */
    UdpPorts(DecoderTable table) {
        this.table = table;
    }

    /**
     * Adds a protocol.
     *
     * @param name the protocol's name in the setting
     * @param usual its usual ports
     */
    void add(String name, Decoder decoder, int... usual) {
        byName.put(name, decoder);
        addUnregistered(decoder, usual);
    }

    /** Adds ports that other traffic uses too, with a decoder that is strict. */
    void addUnregistered(Decoder strict, int... ports) {
        for (int port : ports) {
            table.add(port, strict);
        }
    }

    /** Gives ports the protocols that the setting names, in place of what they usually have. */
    void addUserPorts(Map<Integer, String> names) {
        names.forEach((port, name) ->
                table.replace(port, name.equals(NONE) ? null : Objects.requireNonNull(byName.get(name), name)));
    }
}
