package dev.picket.simulation.scorecard.campaign;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The stretches that are known, from earlier runs and from this one. Safe for several threads.
public final class Stretches {

    private final Map<Stretch.Key, Stretch> known = new LinkedHashMap<>();
    private final Consumer<Stretch> record;
    private final String detector;
    private long ofOthers;

    /// @param earlier those of runs before; those of another detector are left out and counted
    /// @param record told of each new stretch, as it ends
    /// @param detector the mark of the detector measured now
    public Stretches(List<Stretch> earlier, Consumer<Stretch> record, String detector) {
        this.record = record;
        this.detector = detector;
        for (Stretch stretch : earlier) {
            if (stretch.detector().equals(detector)) {
                known.put(stretch.key(), stretch);
            } else {
                ofOthers++;
            }
        }
    }

    /// None known, and nobody to tell.
    public static Stretches none() {
        return new Stretches(List.of(), _ -> {
        }, "");
    }

    public String detector() {
        return detector;
    }

    /// Stretches of another detector than the one measured, which count nothing.
    public long ofOthers() {
        return ofOthers;
    }

    public synchronized Optional<Stretch> find(String campaign, long seed, int number) {
        return Optional.ofNullable(known.get(new Stretch.Key(campaign, seed, number)));
    }

    public synchronized void add(Stretch stretch) {
        if (known.putIfAbsent(stretch.key(), stretch) == null) {
            record.accept(stretch);
        }
    }

    /// All of a campaign, of every seed.
    public synchronized Totals totals(String campaign) {
        return Totals.of(known.values().stream()
                .filter(stretch -> stretch.campaign().equals(campaign)).toList());
    }
}
