package dev.picket.probes.silence;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the witnesses said; one that is not named was not asked.
public record Testimony(Map<Witness, Sign> signs) {

    public static final Testimony NONE = new Testimony(Map.of());

    public Testimony {
        signs = Collections.unmodifiableMap(new TreeMap<>(signs));
    }

    public Testimony with(Witness witness, Sign sign) {
        Map<Witness, Sign> more = new TreeMap<>(signs);
        more.put(witness, sign);
        return new Testimony(more);
    }

    /// This with another of the kind of `witness`: of several the one that saw most counts, as one
    /// gateway that answers proves the way.
    public Testimony hearing(Witness witness, Sign sign) {
        boolean isNews = of(witness).filter(before -> sign == Sign.SILENT || before == Sign.GOOD)
                .isEmpty();
        return isNews ? with(witness, sign) : this;
    }

    public Testimony without(Witness witness) {
        Map<Witness, Sign> fewer = new TreeMap<>(signs);
        fewer.remove(witness);
        return new Testimony(fewer);
    }

    public Optional<Sign> of(Witness witness) {
        return Optional.ofNullable(signs.get(witness));
    }

    /// For people, such as `TCP 443 is refused, ICMP echo is good`.
    public String words() {
        return signs.entrySet().stream().map(said -> said.getKey().words(said.getValue()))
                .collect(Collectors.joining(", "));
    }
}
