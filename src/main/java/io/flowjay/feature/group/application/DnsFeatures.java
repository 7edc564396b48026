package io.flowjay.feature.group.application;

import static io.flowjay.feature.Privacy.SENSITIVE;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlagFeature;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.TextFeature;
import io.flowjay.protocol.FlowProtocols;
import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.dns.DnsExchange;
import io.flowjay.settings.Profile;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Group {@code dns}: the first query of a flow and the response to it (RFC 1035), over UDP and TCP, on any port, also those of
 * multicast DNS (RFC 6762) and LLMNR (RFC 4795).
 */
public final class DnsFeatures implements FeatureGroup {
    private static final String NAME = "dns";

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_EXTENDED);
    private static final FlagFeature DNS_DETECTED =
            F.formula("dns_is_query or dns_is_response").bool("dns_detected", "Whether there is a query or a response");
    private static final FlagFeature DNS_IS_QUERY =
            F.formula("the flow has a query").bool("dns_is_query", "Whether there is a query");
    private static final FlagFeature DNS_IS_RESPONSE = F.formula(
                    "the first query has a response with its id and question; without a query: the flow has a response")
            .bool("dns_is_response", "Whether there is a response: to the first query or, without a query, any");
    private static final TextFeature DNS_QUERY_NAME = F.privacy(SENSITIVE)
            .formula("QNAME of the first question; of the query, without one of the response")
            .string(
                    "dns_query_name",
                    "Name in the first question of the query, else of the response: lower case, no dot at the end");
    private static final IntegerFeature DNS_QUERY_TYPE = F.formula("QTYPE of the same question; 0 also without one")
            .int64("dns_query_type", "number", "Type in that question, such as 28");
    private static final TextFeature DNS_QUERY_TYPE_STR = F.formula(
                    "name of dns_query_type, else TYPE and the number (RFC 3597)")
            .string("dns_query_type_str", "Type in that question by name, such as AAAA; else TYPE and its number");
    private static final IntegerFeature DNS_RESPONSE_CODE = F.formula(
                    "RCODE of the response + 16 * extended RCODE of its OPT")
            .int64(
                    "dns_response_code",
                    "number",
                    DnsExchange.NO_RESPONSE,
                    "Response code, with the upper bits that EDNS has");
    private static final TextFeature DNS_RESPONSE_CODE_STR = F.formula(
                    "name of dns_response_code, else RCODE and the number; empty without a response")
            .string("dns_response_code_str", "Response code by name, such as NXDOMAIN; else RCODE and its number");
    private static final IntegerFeature DNS_ANSWER_COUNT = F.formula(
                    "ANCOUNT of the response, without one of the query")
            .int64("dns_answer_count", "count", "Answer records that the response announces, without one the query");
    private static final IntegerFeature DNS_AUTHORITY_COUNT = F.formula(
                    "NSCOUNT of the response, without one of the query")
            .int64(
                    "dns_authority_count",
                    "count",
                    "Authority records that the response announces, without one the query");
    private static final IntegerFeature DNS_ADDITIONAL_COUNT = F.formula(
                    "ARCOUNT of the response, without one of the query")
            .int64(
                    "dns_additional_count",
                    "count",
                    "Additional records that the response announces, without one the query; OPT is one of them");
    private static final FlagFeature DNS_RECURSION_DESIRED = F.formula("RD of the query, without one of the response")
            .bool("dns_recursion_desired", "RD of the query, without one of the response");
    private static final FlagFeature DNS_RECURSION_AVAILABLE =
            F.formula("RA of the response").bool("dns_recursion_available", "RA of the response");
    private static final FlagFeature DNS_TRUNCATED = F.formula("TC of the response, without one of the query")
            .bool("dns_truncated", "TC of the response, without one of the query");
    private static final IntegerFeature DNS_MIN_TTL = F.formula(
                    "min(TTL of the answers of the response that are well-formed); 0 also without answers")
            .int64("dns_min_ttl", "s", "Smallest time to live in the response's answers");
    private static final IntegerFeature DNS_MAX_TTL = F.formula(
                    "max(TTL of the answers of the response that are well-formed); 0 also without answers")
            .int64("dns_max_ttl", "s", "Largest time to live in the response's answers");
    private static final IntegerFeature DNS_ID = F.profile(Profile.FLOWJAY)
            .formula("ID of the query, without one of the response")
            .int64("dns_id", "number", "Transaction id of the query, without one of the response");
    private static final IntegerFeature DNS_OPCODE = F.formula("OPCODE of the query, without one of the response")
            .int64(
                    "dns_opcode",
                    "number",
                    "Kind of the query, without one of the response: 0 query, 4 notify, 5 update (IANA)");
    private static final FlagFeature DNS_AUTHORITATIVE =
            F.formula("AA of the response").bool("dns_authoritative", "AA of the response");
    private static final FlagFeature DNS_AUTHENTICATED = F.formula("AD of the response")
            .bool("dns_authenticated", "AD of the response: validated by DNSSEC, as the server says (RFC 4035)");
    private static final IntegerFeature DNS_TRAILING_BYTES = F.formula(
                    "bytes after the last record of the query + those of the response")
            .int64(
                    "dns_trailing_bytes",
                    "bytes",
                    "Bytes after the end of the query and after that of the response, in the same datagram or TCP message");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT =
            new FeatureUnit(F.features(), settings -> new DnsFeatures(), Set.of(Protocol.DNS));

    @Override
    public boolean applies(FlowView view) {
        return exchange(view) != null;
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        DnsExchange dns = exchange(view);
        if (dns == null) {
            return;
        }
        out.set(DNS_DETECTED, true);
        out.set(DNS_IS_QUERY, dns.isQuery());
        out.set(DNS_IS_RESPONSE, dns.isResponse());
        out.set(DNS_QUERY_NAME, view.ids().name(dns.queryName()));
        out.set(DNS_QUERY_TYPE, dns.queryType());
        out.set(DNS_QUERY_TYPE_STR, dns.queryTypeText());
        out.set(DNS_RESPONSE_CODE, dns.responseCode());
        out.set(DNS_RESPONSE_CODE_STR, dns.responseCodeText());
        out.set(DNS_ANSWER_COUNT, dns.answerCount());
        out.set(DNS_AUTHORITY_COUNT, dns.authorityCount());
        out.set(DNS_ADDITIONAL_COUNT, dns.additionalCount());
        out.set(DNS_RECURSION_DESIRED, dns.recursionDesired());
        out.set(DNS_RECURSION_AVAILABLE, dns.recursionAvailable());
        out.set(DNS_TRUNCATED, dns.truncated());
        out.set(DNS_MIN_TTL, dns.minTtl());
        out.set(DNS_MAX_TTL, dns.maxTtl());
        out.set(DNS_ID, dns.id());
        out.set(DNS_OPCODE, dns.opcode());
        out.set(DNS_AUTHORITATIVE, dns.authoritative());
        out.set(DNS_AUTHENTICATED, dns.authenticated());
        out.set(DNS_TRAILING_BYTES, dns.trailingBytes());
    }

    private static @Nullable DnsExchange exchange(FlowView view) {
        FlowProtocols protocols = view.flow().protocols();
        return protocols == null ? null : protocols.dns();
    }
}
