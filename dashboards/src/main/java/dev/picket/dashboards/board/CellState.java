package dev.picket.dashboards.board;

import dev.picket.model.result.Wilson;
import dev.picket.model.topology.ProbeKind;

/// How a matrix cell stands. "No data" is a state of its own and never counts as good.
public enum CellState {
    GOOD("good", "●"), WORSE("worse", "▲"), BAD("bad", "■"), NO_DATA("no data",
            "?"), NOT_WATCHED("not watched", "·");

    /// One packet is what a healthy path loses now and then, whatever its share of few.
    private static final int HEALTHY_LOST_MAX = 1;
    private static final double LOSS_WORSE_MIN = 0.01;
    /// What a worse cell loses at least with 95 % confidence: of a hundred cells that lose one
    /// packet in a thousand, some show three of 240 in any minute.
    private static final double LOSS_WORSE_SURE_MIN = 0.005;
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
        boolean worse = packets
                ? count.ratio() >= LOSS_WORSE_MIN && Wilson.of(count.bad(), count.trials())
                        .low() >= LOSS_WORSE_SURE_MIN
                : count.ratio() >= FAILED_WORSE_MIN;
        return worse ? WORSE : GOOD;
    }
}
