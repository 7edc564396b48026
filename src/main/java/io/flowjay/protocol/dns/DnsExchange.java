package io.flowjay.protocol.dns;

import io.flowjay.protocol.payload.Malformed;
import io.flowjay.protocol.payload.MalformedCounts;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first query of a conversation, and the response to it. Messages are taken in the order in which they came, from both sides;
 * what is not DNS is passed over.
 */
public final class DnsExchange {
    /** What {@link #responseCode()} answers without a response. */
    public static final int NO_RESPONSE = -1;

    /** A conversation that begins with this many messages that are not DNS is not DNS. */
    static final int MAX_STRANGE = 8;
    /** Responses kept that came before any query. */
    static final int MAX_EARLY = 8;

    private static final int FIXED_BYTES = 120;

    private final List<DnsMessage> early = new ArrayList<>(1);
    private @Nullable DnsMessage query;
    private @Nullable DnsMessage response;
    private int strange;
    private @Nullable MalformedCounts malformed;

    /**
     * Takes the next message.
     *
     * @param message it, as a payload or out of a stream
     * @return false when it is not a message of DNS
     */
    public boolean accept(Payload message) {
        DnsMessage asked = query;
        if (asked != null
                ? !DnsHeader.mayAnswer(asked.header().id(), message)
                : early.size() == MAX_EARLY && DnsHeader.mayBeResponse(message)) {
            return true;
        }
        boolean known = read(asked, message.cursor(), message.isCut());
        if (!known) {
            strange++;
        }
        return known;
    }

    /** A message that could be something else counts only as the response to a query, whose id it then has. */
    private boolean read(@Nullable DnsMessage asked, ByteCursor bytes, boolean cut) {
        DnsMessageReader reader = new DnsMessageReader(bytes, cut);
        try {
            DnsMessage message = reader.read();
            if (asked != null) {
                boolean answer = message.answers(asked);
                if (answer && response == null) {
                    response = message;
                }
                return answer || message.evident();
            }
            if (message.evident()) {
                first(message);
            }
            return message.evident();
        } catch (MalformedException e) {
            return false;
        } finally {
            malformed(reader.fault());
        }
    }

    /** Counts what is malformed once this is known to be DNS: what came before may have been another protocol. */
    void malformed(@Nullable Malformed fault) {
        if (fault != null && detected()) {
            MalformedCounts counts = malformed;
            if (counts == null) {
                counts = new MalformedCounts();
                malformed = counts;
            }
            counts.add(fault);
        }
    }

    /** Counts the messages that broke the format since the first that is DNS. */
    public void countMalformed(MalformedCounts into) {
        if (malformed != null) {
            into.addAll(malformed);
        }
    }

    private void first(DnsMessage message) {
        if (!message.header().isResponse()) {
            query = message;
            response = early.stream()
                    .filter(earlier -> earlier.answers(message))
                    .findFirst()
                    .orElse(null);
            early.clear();
        } else {
            early.add(message);
        }
    }

    /** Whether no more messages are of use. */
    public boolean ended() {
        return (query != null && response != null) || (!detected() && strange >= MAX_STRANGE);
    }

    /** Messages that were malformed, or not of DNS, as far as they were read. */
    public int strange() {
        return strange;
    }

    /** Whether there is a query or a response. */
    public boolean detected() {
        return isQuery() || isResponse();
    }

    /** Whether there is a query. */
    public boolean isQuery() {
        return query != null;
    }

    /** Whether there is a response: to the query or, without a query, any. */
    public boolean isResponse() {
        return response() != null;
    }

    /**
     * Name of the query's first question, without a query of the response's: in lower case, without the dot of the root, which is
     * {@code .} itself. Empty without a question.
     */
    public String queryName() {
        DnsMessage first = first();
        return first == null ? "" : first.name();
    }

    /** Type of that question; 0 without one. */
    public int queryType() {
        DnsMessage first = first();
        return first == null ? 0 : first.type();
    }

    /** Mnemonic of that type; empty without a question. */
    public String queryTypeText() {
        DnsMessage first = first();
        return first == null || first.header().questions() == 0 ? "" : DnsType.text(first.type());
    }

    /** Response code, extended by EDNS, or {@link #NO_RESPONSE}. */
    public int responseCode() {
        DnsMessage answer = response();
        return answer == null ? NO_RESPONSE : answer.responseCode();
    }

    /** Mnemonic of the response code; empty without a response. */
    public String responseCodeText() {
        DnsMessage answer = response();
        return answer == null ? "" : DnsResponseCode.text(answer.responseCode());
    }

    /** ANCOUNT of the response, without one of the query. */
    public int answerCount() {
        DnsMessage last = last();
        return last == null ? 0 : last.header().answers();
    }

    /** NSCOUNT of the same message. */
    public int authorityCount() {
        DnsMessage last = last();
        return last == null ? 0 : last.header().authorities();
    }

    /** ARCOUNT of the same message. */
    public int additionalCount() {
        DnsMessage last = last();
        return last == null ? 0 : last.header().additionals();
    }

    /** Smallest TTL of the response's answers that are well-formed, in seconds; 0 without one. */
    public long minTtl() {
        DnsMessage answer = response();
        return answer == null ? 0 : answer.minTtl();
    }

    /** Largest TTL of the same, in seconds. */
    public long maxTtl() {
        DnsMessage answer = response();
        return answer == null ? 0 : answer.maxTtl();
    }

    /** Bytes after the query and after the response, in the same datagram or TCP message. */
    public int trailingBytes() {
        DnsMessage answer = response();
        return (query == null ? 0 : query.trailing()) + (answer == null ? 0 : answer.trailing());
    }

    /** TC of the response, without one of the query. */
    public boolean truncated() {
        DnsMessage last = last();
        return last != null && last.header().truncated();
    }

    /** Id of the query, without one of the response. */
    public int id() {
        DnsMessage first = first();
        return first == null ? 0 : first.header().id();
    }

    /** Opcode of the same message (RFC 6895 section 2.2). */
    public int opcode() {
        DnsMessage first = first();
        return first == null ? 0 : first.header().opcode();
    }

    /** AA of the response. */
    public boolean authoritative() {
        DnsMessage answer = response();
        return answer != null && answer.header().authoritative();
    }

    /** AD of the response (RFC 4035 section 3.2.3). */
    public boolean authenticated() {
        DnsMessage answer = response();
        return answer != null && answer.header().authenticated();
    }

    /** RD of the query, without one of the response. */
    public boolean recursionDesired() {
        DnsMessage first = first();
        return first != null && first.header().recursionDesired();
    }

    /** RA of the response. */
    public boolean recursionAvailable() {
        DnsMessage answer = response();
        return answer != null && answer.header().recursionAvailable();
    }

    /** Memory that this takes, about, in bytes. */
    public int heldBytes() {
        int held =
                FIXED_BYTES + (malformed == null ? 0 : malformed.heldBytes()) + heldBytes(query) + heldBytes(response);
        for (int i = 0; i < early.size(); i++) {
            held += heldBytes(early.get(i));
        }
        return held;
    }

    private static int heldBytes(@Nullable DnsMessage message) {
        return message == null ? 0 : message.heldBytes();
    }

    private @Nullable DnsMessage response() {
        return query == null && !early.isEmpty() ? early.get(0) : response;
    }

    private @Nullable DnsMessage first() {
        return query == null ? response() : query;
    }

    private @Nullable DnsMessage last() {
        DnsMessage answer = response();
        return answer == null ? query : answer;
    }
}
