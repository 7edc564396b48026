package io.flowjay.protocol.tls;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import org.jspecify.annotations.Nullable;

/** The certificates of a server up to TLS 1.2, in the order it sent them (RFC 5246 section 7.4.2). */
public final class CertificateChain {
    private static final int FIXED_BYTES = 48;

    private int count;
    private long totalLength;
    private int leafLength;
    private @Nullable Certificate leaf;
    private @Nullable Certificate last;
    private boolean ordered = true;
    private boolean whole;
    private int malformed;

    private CertificateChain() {}

    /**
     * Reads a Certificate message.
     *
     * <pre>
     * list 3+n: certificate 3+n …
     * </pre>
     *
     * @param body the message after its handshake header
     */
    static CertificateChain of(ByteCursor body) throws MalformedException {
        CertificateChain chain = new CertificateChain();
        chain.read(body.vector24());
        return chain;
    }

    /** Reads what there is of a message that ends too early: a certificate counts as soon as its length is there. */
    static CertificateChain ofCut(ByteCursor body) {
        CertificateChain chain = new CertificateChain();
        try {
            body.skip(3);
            chain.read(body);
        } catch (MalformedException e) {
            // The end is expected; what came before it has been counted.
        }
        return chain;
    }

    /** The single certificate of a server of SSL 2.0. */
    static CertificateChain ofOne(ByteCursor certificate) throws MalformedException {
        CertificateChain chain = new CertificateChain();
        chain.count(certificate.remaining());
        chain.add(Certificate.of(certificate));
        chain.whole = true;
        return chain;
    }

    private void read(ByteCursor list) throws MalformedException {
        while (list.hasRemaining()) {
            int length = list.u24();
            if (length > 0) {
                count(length);
                add(Certificate.of(list.slice(length)));
            }
        }
        whole = true;
    }

    private void count(int length) {
        count++;
        totalLength += length;
        leafLength = count == 1 ? length : leafLength;
    }

    private void add(Certificate certificate) {
        Certificate before = last;
        if (before == null) {
            leaf = certificate;
        } else {
            ordered &= before.isIssuedBy(certificate);
        }
        last = certificate;
        malformed += certificate.malformed() ? 1 : 0;
    }

    /** Memory that this takes, about, in bytes. */
    int heldBytes() {
        return FIXED_BYTES + (leaf == null ? 0 : leaf.heldBytes()) + (last == null ? 0 : last.heldBytes());
    }

    /** Number of certificates. */
    public int count() {
        return count;
    }

    /** Number of certificates that break DER. */
    int malformed() {
        return malformed;
    }

    /** Bytes of all certificates. */
    public long totalLength() {
        return totalLength;
    }

    /** Bytes of the first certificate; 0 when there is none. */
    public int leafLength() {
        return leafLength;
    }

    /** The server's own certificate, which comes first; null when it is not all there. */
    public @Nullable Certificate leaf() {
        return leaf;
    }

    /** The last certificate, nearest to the root; null when it is not all there. */
    public @Nullable Certificate last() {
        return whole ? last : null;
    }

    /** Whether each certificate is there and names the next as its issuer. Signatures are not verified. */
    public boolean ordered() {
        return whole && leaf != null && ordered;
    }
}
