package dev.picket.model.result;

/// What became of the packets of one round. `due = sent + skipped` always holds.
///
/// @param due packets the schedule asked for
/// @param sent packets handed to the kernel
/// @param skipped packets not sent, because it was too late or the kernel refused
/// @param arrived packets the reflector counted, or -1 where it keeps no count of its own
/// @param received packets whose reply came within T_max
/// @param late replies after T_max, still counted lost
/// @param duplicates replies beyond the first to the same packet
/// @param receivedBits bit i is set where packet i was answered in time; the first 64 packets
/// @param lostHere replies that reached this machine and were dropped by its own kernel
/// @param roundTrips shortest, median and longest round trip; all zero where none was received
/// @param span what the reflector's counter tells of the two directions
/// @param series what the order of the packets tells
public record PacketOutcomes(int due, int sent, int skipped, int arrived, int received, int late,
        int duplicates, long receivedBits, int lostHere, RoundTrips roundTrips, Span span,
        PacketSeries series) {

    public static final PacketOutcomes NONE = new PacketOutcomes(0, 0, 0, -1, 0, 0, 0, 0L, 0,
            RoundTrips.NONE);

    /// Outcomes whose directions are known by `arrived` alone.
    public PacketOutcomes(int due, int sent, int skipped, int arrived, int received, int late,
            int duplicates, long receivedBits, int lostHere, RoundTrips roundTrips) {
        this(due, sent, skipped, arrived, received, late, duplicates, receivedBits, lostHere,
                roundTrips, Span.NONE);
    }

    /// Outcomes whose order tells nothing.
    public PacketOutcomes(int due, int sent, int skipped, int arrived, int received, int late,
            int duplicates, long receivedBits, int lostHere, RoundTrips roundTrips, Span span) {
        this(due, sent, skipped, arrived, received, late, duplicates, receivedBits, lostHere,
                roundTrips, span, PacketSeries.NONE);
    }

    /// These with what their order tells.
    public PacketOutcomes with(PacketSeries known) {
        return new PacketOutcomes(due, sent, skipped, arrived, received, late, duplicates,
                receivedBits, lostHere, roundTrips, span, known);
    }

    public PacketOutcomes {
        if (due != sent + skipped) {
            throw new IllegalArgumentException(
                    "due = sent + skipped must hold, got " + due + " = " + sent + " + " + skipped);
        }
        if (received > sent || arrived > sent) {
            throw new IllegalArgumentException("received " + received + " and arrived " + arrived
                    + " cannot exceed sent " + sent);
        }
    }

    /// Packets the path lost: no reply in time, this machine's own losses taken out.
    public int lost() {
        return Math.max(0, sent - received - lostHere);
    }

    /// The part that was lost, with how sure that is.
    public LossRate loss() {
        return LossRate.of(lost(), sent);
    }

    /// The packets between two known readings of the reflector's own counter: the newest reading of
    /// an earlier round and the newest of this one. Packets after the newest reply belong to the
    /// next round's span, so that each packet is counted once and a round whose last replies were
    /// lost is not left out.
    ///
    /// @param sent packets sent in the span; 0 where the counter tells nothing
    /// @param arrived of these, the packets the reflector counted
    /// @param returned of these, the packets whose reply came back, late ones included
    public record Span(int sent, int arrived, int returned) {

        public static final Span NONE = new Span(0, 0, 0);

        public Span {
            if (returned < 0 || arrived < returned || sent < arrived) {
                throw new IllegalArgumentException(
                        "0 <= returned <= arrived <= sent must hold, got "
                                + returned + ", " + arrived + ", " + sent);
            }
        }
    }

    /// Shortest, median and longest round trip in nanoseconds.
    public record RoundTrips(long minNanos, long medianNanos, long maxNanos) {

        public static final RoundTrips NONE = new RoundTrips(0, 0, 0);
    }
}
