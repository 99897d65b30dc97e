package dev.picket.probes.silence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Why a gateway that answers everything wrong with silence may be silent.
///
/// **Idea.** Other probes saw something at about the same time, and each cause would have made them
/// see other things. **Formula.** Naive Bayes over the causes, our own network among them:
/// `P(c | signs) = prior(c) · Π P(sign | c) / Σ`, the signs taken as independent given the cause
/// ([Likelihoods], [Cause]). Named is the smallest set of causes that together reach
/// [#CONFIDENCE_MIN]; causes that are equally likely are named together or not at all; where that
/// takes more than [#CAUSES_MAX], nothing is told. **Cost.** 8 causes by at most 11 witnesses:
/// under a hundred multiplications, and some hundreds for what would tell more. **Refused.** Rules
/// (*if ICMP is good and TCP refused, then …*): the witnesses asked differ from run to run, which
/// makes 5^11 cases, and a rule names one cause where two are as likely.
public final class Silence {

    public static final double CONFIDENCE_MIN = 0.9;
    public static final int CAUSES_MAX = 3;
    /// Witnesses named that would tell more.
    private static final int TELLING_MAX = 2;
    /// A witness that would not tell a tenth of a yes-or-no question is not named.
    private static final double TELLING_BITS_MIN = 0.1;
    private static final double EQUAL = 1e-9;

    private Silence() {}

    public static Explanation explain(Testimony testimony) {
        Map<Cause, Double> posterior = posterior(testimony);
        List<Cause> named = smallestSet(posterior);
        if (named.isEmpty() || named.size() > CAUSES_MAX) {
            return new Explanation.Untold(testimony);
        }
        double together = named.stream().mapToDouble(cause -> share(posterior, cause)).sum();
        return new Explanation.Told(named, Math.min(1, together), testimony);
    }

    /// The probability of each cause; empty where the witnesses contradict each other.
    static Map<Cause, Double> posterior(Testimony testimony) {
        Map<Cause, Double> weights = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.values()) {
            double weight = cause.prior();
            for (Map.Entry<Witness, Sign> said : testimony.signs().entrySet()) {
                weight *= Likelihoods.of(said.getKey(), said.getValue(), cause);
            }
            weights.put(cause, weight);
        }
        double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum <= 0) {
            return Map.of();
        }
        weights.replaceAll((_, weight) -> weight / sum);
        return weights;
    }

    private static List<Cause> smallestSet(Map<Cause, Double> posterior) {
        List<Cause> byShare = posterior.keySet().stream()
                .sorted(Comparator.comparingDouble((Cause cause) -> -share(posterior, cause)))
                .toList();
        List<Cause> named = new ArrayList<>();
        double together = 0;
        double last = 0;
        for (Cause cause : byShare) {
            double share = share(posterior, cause);
            if (together >= CONFIDENCE_MIN && last - share > EQUAL) {
                break;
            }
            named.add(cause);
            together += share;
            last = share;
        }
        return named;
    }

    private static double share(Map<Cause, Double> posterior, Cause cause) {
        return posterior.getOrDefault(cause, 0.0);
    }

    /// The witnesses not asked whose answers are expected to take most of the doubt away: the
    /// mutual information of cause and sign.
    static List<Witness> telling(Testimony testimony) {
        Map<Cause, Double> posterior = posterior(testimony);
        Map<Witness, Double> bits = new EnumMap<>(Witness.class);
        double now = entropy(posterior);
        for (Witness witness : Witness.values()) {
            if (witness.asking().isPresent() && testimony.of(witness).isEmpty()) {
                double told = now - expectedEntropy(posterior, witness);
                if (told >= TELLING_BITS_MIN) {
                    bits.put(witness, told);
                }
            }
        }
        return bits.entrySet().stream()
                .sorted(Map.Entry.<Witness, Double>comparingByValue().reversed())
                .limit(TELLING_MAX).map(Map.Entry::getKey).toList();
    }

    private static double expectedEntropy(Map<Cause, Double> posterior, Witness witness) {
        double expected = 0;
        for (Sign sign : Sign.values()) {
            Map<Cause, Double> after = new EnumMap<>(Cause.class);
            posterior.forEach((cause, share) -> after.put(cause,
                    share * Likelihoods.of(witness, sign, cause)));
            double chance = after.values().stream().mapToDouble(Double::doubleValue).sum();
            if (chance > 0) {
                after.replaceAll((_, weight) -> weight / chance);
                expected += chance * entropy(after);
            }
        }
        return expected;
    }

    private static double entropy(Map<Cause, Double> shares) {
        return shares.values().stream().filter(share -> share > 0)
                .mapToDouble(share -> -share * Math.log(share) / Math.log(2)).sum();
    }
}
