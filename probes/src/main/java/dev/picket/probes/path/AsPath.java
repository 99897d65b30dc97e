package dev.picket.probes.path;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The autonomous systems that a trace crossed.
///
/// @param asns in order from here on, none twice in a row. Where ways part, those of the way most
///        packets took
/// @param reached whether the target answered
/// @param silent hops that nobody answered from
public record AsPath(List<Long> asns, boolean reached, int silent) {

    public AsPath {
        asns = List.copyOf(asns);
    }

    public static AsPath of(TraceReport report, AsnTable table) {
        List<Long> asns = new ArrayList<>();
        int silent = 0;
        for (Hop hop : report.hops()) {
            if (hop.branches().isEmpty()) {
                silent++;
                continue;
            }
            OptionalLong asn = table.asnOf(hop.branches().getFirst().address());
            if (asn.isPresent()
                    && (asns.isEmpty() || asns.getLast() != asn.getAsLong())) {
                asns.add(asn.getAsLong());
            }
        }
        return new AsPath(asns, report.reached(), silent);
    }

    /// Whether nothing is missing but hops of networks the table does not know.
    public boolean isWhole() {
        return reached && silent == 0;
    }

    /// Whether this is `other` with some of it missing, as where routers did not answer.
    boolean isPartOf(AsPath other) {
        int at = 0;
        for (long asn : other.asns) {
            if (at < asns.size() && asns.get(at) == asn) {
                at++;
            }
        }
        return at == asns.size();
    }
}
