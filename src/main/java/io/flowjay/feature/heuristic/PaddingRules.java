package io.flowjay.feature.heuristic;

import io.flowjay.feature.heuristic.rule.Points;
import io.flowjay.feature.heuristic.rule.Rules;

/**
 * Guesses whether the packets of a flow are padded to one size, or sent at one rate, so that they tell less.
 *
 * @param minPackets packets with payload that a flow must have to be judged
 * @param constantSize the rule for packets of one size
 * @param dominantSize points for a size that most packets have
 * @param constantRate the rule for packets at one rate
 * @param torLike points for the sizes of Tor's cells
 */
public record PaddingRules(
        TorRules.MinPackets minPackets,
        ConstantSize constantSize,
        DominantSize dominantSize,
        ConstantRate constantRate,
        Points torLike) {

    /**
     * When packets are of one size.
     *
     * @param fromShare share of the packets that has the most frequent size, at least
     * @param points hundredths of the score
     * @param source where the numbers are from
     */
    record ConstantSize(double fromShare, int points, String source) {
        ConstantSize {
            Rules.share("fromShare", fromShare);
            Rules.range("points", points, 0, Points.MOST);
            Rules.text("source", source);
        }
    }

    /**
     * Points for a size that most packets have.
     *
     * @param aboveShare share of the packets that must be more than this
     * @param points hundredths of the score
     * @param source where the numbers are from
     */
    record DominantSize(double aboveShare, int points, String source) {
        DominantSize {
            Rules.share("aboveShare", aboveShare);
            Rules.range("points", points, 0, Points.MOST);
            Rules.text("source", source);
        }
    }

    /**
     * When packets come at one rate.
     *
     * @param upToVariation coefficient of variation of the gaps between packets, at most
     * @param points hundredths of the score
     * @param source where the numbers are from
     */
    record ConstantRate(double upToVariation, int points, String source) {
        ConstantRate {
            Rules.check(upToVariation >= 0, "upToVariation must be 0 or more, but is " + upToVariation);
            Rules.range("points", points, 0, Points.MOST);
            Rules.text("source", source);
        }
    }

    /**
     * What the rules say.
     *
     * @param isConstantSize whether the packets are of one size
     * @param isConstantRate whether they come at one rate
     * @param points hundredths of the score, 100 at most
     */
    public record Verdict(boolean isConstantSize, boolean isConstantRate, int points) {
        private static final Verdict NONE = new Verdict(false, false, 0);
    }

    /**
     * Judges a finished flow.
     *
     * @param payloads its packets with payload
     * @param dominantShare share of its packets that has the most frequent size
     * @param variation coefficient of variation of the gaps between its packets; NaN when there is none, or all are 0
     * @param isTorLike whether its payloads have the sizes of Tor's cells
     */
    public Verdict judge(int payloads, double dominantShare, double variation, boolean isTorLike) {
        if (payloads < minPackets.packets()) {
            return Verdict.NONE;
        }
        boolean isConstantSize = dominantShare >= constantSize.fromShare;
        boolean isConstantRate = variation <= constantRate.upToVariation;
        int points = (isConstantSize ? constantSize.points : 0)
                + (dominantShare > dominantSize.aboveShare ? dominantSize.points : 0)
                + (isConstantRate ? constantRate.points : 0)
                + (isTorLike ? torLike.points() : 0);
        return new Verdict(isConstantSize, isConstantRate, Math.min(points, Points.MOST));
    }
}
