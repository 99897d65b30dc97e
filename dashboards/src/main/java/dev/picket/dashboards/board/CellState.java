package dev.picket.dashboards.board;

import dev.picket.model.topology.ProbeKind;

/// How a matrix cell stands. "No data" is a state of its own and never counts as good.
public enum CellState {
    GOOD("good", "●"), WORSE("worse", "▲"), BAD("bad", "■"), NO_DATA("no data",
            "?"), NOT_WATCHED("not watched", "·");

    /// One packet is what a healthy path loses now and then, whatever its share of few.
    private static final int HEALTHY_LOST_MAX = 1;
    private static final double LOSS_WORSE_MIN = 0.01;
    private static final double LOSS_BAD_MIN = 0.05;
    private static final double FAILED_WORSE_MIN = 0.02;
    private static final double FAILED_BAD_MIN = 0.25;

    private final String label;
    private final String glyph;

    CellState(String label, String glyph) {
        this.label = label;
        this.glyph = glyph;
    }

    public String label() {
        return label;
    }

    /// The shape that tells the state without colour.
    public String glyph() {
        return glyph;
    }

    /// The state of a watched cell. A round has few handshakes and many packets, so a failed ratio
    /// must be larger than a loss ratio before it means as much.
    static CellState of(ProbeKind kind, Count count) {
        if (count.isEmpty()) {
            return NO_DATA;
        }
        boolean packets = kind.countsPackets();
        if (packets && count.bad() <= HEALTHY_LOST_MAX) {
            return GOOD;
        }
        if (count.ratio() >= (packets ? LOSS_BAD_MIN : FAILED_BAD_MIN)) {
            return BAD;
        }
        return count.ratio() >= (packets ? LOSS_WORSE_MIN : FAILED_WORSE_MIN) ? WORSE : GOOD;
    }
}
