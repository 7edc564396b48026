package io.flowjay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.ProtocolReaders;
import io.flowjay.protocol.UdpProtocols;
import io.flowjay.protocol.payload.Payload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The datagrams of a UDP flow out of an input: for each whether the responder sends it (bit 0 of 1), how many bytes of its end were
 * not captured (the other bits), its length (2), its bytes.
 */
final class Datagrams {
    private static final int FIXED_BYTES = 4096;

    private final List<Datagram> all;

    private Datagrams(List<Datagram> all) {
        this.all = all;
    }

    /** A datagram; {@code captured} of its bytes were captured. */
    static final class Datagram {
        final boolean fromResponder;
        final int captured;
        final byte[] bytes;

        private Datagram(boolean fromResponder, int captured, byte[] bytes) {
            this.fromResponder = fromResponder;
            this.captured = captured;
            this.bytes = bytes;
        }
    }

    List<Datagram> all() {
        return all;
    }

    static Datagrams of(byte[] input) {
        List<Datagram> all = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(input);
        while (in.remaining() >= 3) {
            int control = in.get() & 0xff;
            byte[] bytes = new byte[Math.min(in.getShort() & 0xffff, in.remaining())];
            in.get(bytes);
            all.add(new Datagram((control & 1) != 0, Math.max(0, bytes.length - control / 2), bytes));
        }
        return new Datagrams(all);
    }

    /** Plays the flow to its end; it holds no more than {@code buffers}, and some bytes for each that came. */
    UdpProtocols play(Protocol wanted, int buffers) {
        UdpProtocols protocols = new ProtocolReaders(Set.of(wanted)).udp();
        int bound = FIXED_BYTES + buffers;
        for (Datagram datagram : all) {
            bound += 8 * datagram.captured;
            // What was not captured does not lie behind what was.
            byte[] lent = Arrays.copyOf(datagram.bytes, datagram.captured);
            protocols.datagram(
                    new Payload().set(datagram.fromResponder, lent, 0, datagram.captured, datagram.bytes.length));
            Arrays.fill(lent, (byte) 0x5a);
            assertThat(protocols.heldBytes()).isBetween(0, bound);
        }
        protocols.end();
        assertThat(protocols.heldBytes()).isBetween(0, bound);
        return protocols;
    }
}
