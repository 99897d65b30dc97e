package dev.picket.model.topology;

import java.util.Arrays;
import java.util.Optional;

/// Which end of a path lies in the region where it crosses a provider. A side says where paths end
/// or begin, not which way packets go: those of a path go both ways.
public enum Side {
    /// Paths that end at targets in the region.
    INTO("into", "into"),
    /// Paths that begin at vantages in the region.
    OUT_OF("outOf", "out of");

    private final String label;
    private final String words;

    Side(String label, String words) {
        this.label = label;
        this.words = words;
    }

    /// The stable name, as in files and JSON.
    public String label() {
        return label;
    }

    /// What stands between a provider and a region, as in `cogent out of sin`.
    public String words() {
        return words;
    }

    public static Optional<Side> of(String label) {
        return Arrays.stream(values()).filter(side -> side.label.equals(label)).findFirst();
    }

    /// Whether a path of this vantage and target has the end in `region`.
    public boolean holds(String region, Vantage vantage, Target target) {
        return switch (this) {
            case INTO -> target.region().equals(region);
            case OUT_OF -> vantage.region().equals(Optional.of(region));
        };
    }
}
