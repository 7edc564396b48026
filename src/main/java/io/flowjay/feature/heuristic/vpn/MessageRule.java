package io.flowjay.feature.heuristic.vpn;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.flowjay.feature.heuristic.rule.FirstPayload;
import io.flowjay.feature.heuristic.rule.Points;
import io.flowjay.feature.heuristic.rule.Ports;
import io.flowjay.feature.heuristic.rule.RuleTransport;
import io.flowjay.feature.heuristic.rule.Rules;
import io.flowjay.flow.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Points for the first message of a direction. What is null is not asked for.
 *
 * @param type kind of VPN
 * @param transport what carries the message
 * @param start how the message starts
 * @param butNot how it must not start
 * @param oneWay true if only one side of a VPN starts so: the first message of the other side must not
 * @param minLength its least length in bytes
 * @param maxLength its greatest length
 * @param multipleOf what its length is a multiple of
 * @param lengthField a field that must tell its length
 * @param port a port that one end must have
 * @param points hundredths of confidence, for each direction
 * @param source where the rule is from
 */
record MessageRule(
        String type,
        RuleTransport transport,
        BytePattern start,
        @JsonSetter(nulls = Nulls.SET) @Nullable BytePattern butNot,
        @JsonSetter(nulls = Nulls.SET) @Nullable Boolean oneWay,
        @JsonSetter(nulls = Nulls.SET) @Nullable Integer minLength,
        @JsonSetter(nulls = Nulls.SET) @Nullable Integer maxLength,
        @JsonSetter(nulls = Nulls.SET) @Nullable Integer multipleOf,
        @JsonSetter(nulls = Nulls.SET) @Nullable LengthField lengthField,
        @JsonSetter(nulls = Nulls.SET) @Nullable Integer port,
        int points,
        String source) {
    private static final int LONGEST = 0xffff;

    MessageRule {
        Rules.text("type", type);
        optional("minLength", minLength, LONGEST);
        optional("maxLength", maxLength, LONGEST);
        optional("multipleOf", multipleOf, LONGEST);
        optional("port", port, Ports.MOST);
        Rules.range("points", points, 0, Points.MOST);
        Rules.text("source", source);
    }

    private static void optional(String name, @Nullable Integer value, int most) {
        if (value != null) {
            Rules.range(name, value, 1, most);
        }
    }

    /**
     * Whether the rule is for the flow and the first payload of one direction.
     *
     * @param other the first payload of the other direction, null without one
     */
    boolean matches(Flow flow, FirstPayload payload, @Nullable FirstPayload other) {
        return transport.carries(flow)
                && (port == null || Ports.has(flow, port))
                && matchesLength(payload.length())
                && start.matches(payload)
                && (butNot == null || !butNot.matches(payload))
                && (lengthField == null || lengthField.matches(payload))
                && !isAnsweredAlike(other);
    }

    private boolean isAnsweredAlike(@Nullable FirstPayload other) {
        return Boolean.TRUE.equals(oneWay) && other != null && start.matches(other);
    }

    private boolean matchesLength(int length) {
        return (minLength == null || length >= minLength)
                && (maxLength == null || length <= maxLength)
                && (multipleOf == null || length % multipleOf == 0);
    }
}
