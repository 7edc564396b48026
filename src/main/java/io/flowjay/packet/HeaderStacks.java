package io.flowjay.packet;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The header stacks met so far, so that flows with the same headers share one description. A small cache in which a new stack
 * replaces an old one of the same slot: captures hold a handful of stacks, and hostile ones cannot make it grow.
 */
public final class HeaderStacks {
    private static final int SLOTS = 256;

    private record Entry(List<Header> headers, int protocol, HeaderStack stack) {}

    private final @Nullable Entry[] entries = new Entry[SLOTS];

    /** The header stack of a packet that was decoded. */
    public HeaderStack of(DecodedPacket packet) {
        int hash = packet.protocol;
        for (int i = 0; i < packet.headerCount; i++) {
            hash = hash * 31 + packet.headers[i].text.hashCode();
        }
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        Entry entry = entries[slot];
        if (entry == null || !matches(entry, packet)) {
            entry = describe(packet);
            entries[slot] = entry;
        }
        return entry.stack;
    }

    private static boolean matches(Entry entry, DecodedPacket packet) {
        if (entry.protocol != packet.protocol || entry.headers.size() != packet.headerCount) {
            return false;
        }
        for (int i = 0; i < packet.headerCount; i++) {
            if (entry.headers.get(i) != packet.headers[i]) {
                return false;
            }
        }
        return true;
    }

    private static Entry describe(DecodedPacket packet) {
        List<Header> headers = List.of(Arrays.copyOf(packet.headers, packet.headerCount));
        String description = headers.stream()
                .map(header -> header == Header.OTHER ? header.text + packet.protocol : header.text)
                .collect(Collectors.joining("-"));
        return new Entry(headers, packet.protocol, new HeaderStack(description, headers.size()));
    }
}
