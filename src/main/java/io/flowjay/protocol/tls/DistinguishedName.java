package io.flowjay.protocol.tls;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The name of an issuer or subject (RFC 5280 section 4.1.2.4).
 *
 * @param commonName its first CN, empty when it has none
 * @param organization its first O, empty when it has none
 * @param encoded the DER of its parts, one character a byte: equal for equal names
 */
public record DistinguishedName(String commonName, String organization, String encoded) {
    static final DistinguishedName NONE = new DistinguishedName("", "", "");

    private static final String COMMON_NAME = "2.5.4.3";
    private static final String ORGANIZATION = "2.5.4.10";
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

    private static final int FIXED_BYTES = 144;

    /** Memory that this takes, about, in bytes; a text beyond Latin-1 has two bytes a character. */
    int heldBytes() {
        return FIXED_BYTES + 2 * commonName.length() + 2 * organization.length() + encoded.length();
    }

    /** Reads the next element: a SEQUENCE of SETs of attributes (type, value). */
    static DistinguishedName read(ByteCursor from) throws MalformedException {
        ByteCursor name = Der.value(from, Der.SEQUENCE);
        int start = name.position();
        String commonName = "";
        String organization = "";
        while (name.hasRemaining()) {
            ByteCursor set = Der.value(name, Der.SET);
            while (set.hasRemaining()) {
                ByteCursor attribute = Der.value(set, Der.SEQUENCE);
                String type = Der.objectIdentifier(attribute);
                if (type.equals(COMMON_NAME) && commonName.isEmpty()) {
                    commonName = text(attribute);
                } else if (type.equals(ORGANIZATION) && organization.isEmpty()) {
                    organization = text(attribute);
                }
            }
        }
        int length = name.position() - start;
        name.seek(start);
        return new DistinguishedName(commonName, organization, name.latin1(length));
    }

    private static String text(ByteCursor attribute) throws MalformedException {
        int tag = attribute.peekU8();
        ByteCursor value = Der.value(attribute, tag);
        return new String(value.bytes(value.remaining()), charset(tag));
    }

    /** UTF8String, PrintableString and IA5String are UTF-8 or part of it. */
    private static Charset charset(int tag) {
        return switch (tag) {
            case 0x14 -> StandardCharsets.ISO_8859_1; // T61String, in practice
            case 0x1c -> UTF_32BE; // UniversalString
            case 0x1e -> StandardCharsets.UTF_16BE; // BMPString
            default -> StandardCharsets.UTF_8;
        };
    }
}
