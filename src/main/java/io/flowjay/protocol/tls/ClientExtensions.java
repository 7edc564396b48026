package io.flowjay.protocol.tls;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The extensions of a ClientHello: their types in wire order, and what is read of some. If an extension repeats, the first one wins. */
final class ClientExtensions {
    private static final int HOST_NAME = 0;
    private static final Pattern HTTP3 = Pattern.compile("h3(-[0-9]+)?");
    private static final int FIXED_BYTES = 240;
    private static final int[] NONE = {};

    int[] types = NONE;
    int[] groups = NONE;
    int[] pointFormats = NONE;
    int[] signatureAlgorithms = NONE;
    int[] versions = NONE;
    /** One character a byte; empty when none was sent. */
    String serverName = "";
    /** One character a byte; empty when none was sent. */
    String firstAlpn = "";
    /** Whether ALPN names HTTP/3: {@code h3}, or {@code h3-} and the number of a draft (RFC 9114 section 3.1). */
    boolean http3;

    @Nullable
    KeyShare keyShare;

    int ticketLength;
    /** The types below {@link ExtensionType#LIMIT} that came so far, a bit for each. */
    private long seen;

    /** Reads the list after its length, up to the cursor's end. */
    void read(ByteCursor list) throws MalformedException {
        int[] read = new int[list.remaining() / 4];
        int count = 0;
        while (list.hasRemaining()) {
            int type = list.u16();
            ByteCursor data = list.vector16();
            read[count++] = type;
            if (isNew(type)) {
                readData(type, data);
            }
        }
        types = Arrays.copyOf(read, count);
    }

    /** Memory that this takes, about, in bytes. */
    int heldBytes() {
        int numbers = types.length + groups.length + pointFormats.length + signatureAlgorithms.length + versions.length;
        int shared = keyShare == null ? 0 : KeyShare.BYTES;
        return FIXED_BYTES + shared + Integer.BYTES * numbers + serverName.length() + firstAlpn.length();
    }

    boolean has(int type) {
        return HelloFields.contains(types, type);
    }

    /** Notes a type, and answers whether it is the first of its kind; always true for a type that is not read. */
    private boolean isNew(int type) {
        long bit = type < ExtensionType.LIMIT ? 1L << type : 0;
        boolean first = (seen & bit) == 0;
        seen |= bit;
        return first;
    }

    private void readData(int type, ByteCursor data) throws MalformedException {
        if (!data.hasRemaining()) {
            return;
        }
        switch (type) {
            case ExtensionType.SERVER_NAME -> serverName = hostName(data.vector16());
            case ExtensionType.SUPPORTED_GROUPS -> groups = HelloFields.u16s(data.vector16());
            case ExtensionType.EC_POINT_FORMATS -> pointFormats = HelloFields.u8s(data.vector8());
            case ExtensionType.SIGNATURE_ALGORITHMS -> signatureAlgorithms = HelloFields.u16s(data.vector16());
            case ExtensionType.ALPN -> {
                ByteCursor protocols = data.vector16();
                firstAlpn = protocols.hasRemaining() ? HelloFields.opaque8(protocols) : "";
                http3 = isHttp3(firstAlpn) || offersHttp3(protocols);
            }
            case ExtensionType.SESSION_TICKET -> ticketLength = data.remaining();
            case ExtensionType.SUPPORTED_VERSIONS -> versions = HelloFields.u16s(data.vector8());
            case ExtensionType.KEY_SHARE_OF_DRAFTS -> {
                if (keyShare == null) {
                    keyShare = firstShare(data.vector16());
                }
            }
            case ExtensionType.KEY_SHARE -> keyShare = firstShare(data.vector16());
            default -> {}
        }
    }

    /** A list that ends within a name counts as far as it goes. */
    private static boolean offersHttp3(ByteCursor protocols) throws MalformedException {
        while (protocols.hasRemaining() && protocols.peekU8() < protocols.remaining()) {
            if (isHttp3(HelloFields.opaque8(protocols))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHttp3(String protocol) {
        // Nearly all are others, and a prefix is compared faster than an expression.
        return protocol.startsWith("h3") && HTTP3.matcher(protocol).matches();
    }

    private static String hostName(ByteCursor names) throws MalformedException {
        while (names.hasRemaining()) {
            int nameType = names.u8();
            ByteCursor name = names.vector16();
            if (nameType == HOST_NAME) {
                return name.latin1(name.remaining());
            }
        }
        return "";
    }

    private static @Nullable KeyShare firstShare(ByteCursor shares) throws MalformedException {
        while (shares.hasRemaining()) {
            int group = shares.u16();
            int length = shares.vector16().remaining();
            if (!Grease.is(group)) {
                return new KeyShare(group, length);
            }
        }
        return null;
    }
}
