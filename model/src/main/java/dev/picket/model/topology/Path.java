package dev.picket.model.topology;

import java.util.Comparator;

/// One vantage to one target for one probe kind: the key of every series.
public record Path(String vantage, String target, ProbeKind kind) implements Comparable<Path> {

    private static final Comparator<Path> ORDER = Comparator.comparing(Path::vantage)
            .thenComparing(Path::target).thenComparing(Path::kind);

    /// The stable text form, such as `sjc>fra-edge1/stamp`.
    public String key() {
        return vantage + ">" + target + "/" + kind.label();
    }

    @Override
    public int compareTo(Path other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return key();
    }
}
