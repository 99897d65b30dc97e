package dev.picket.dashboards.page;

import dev.picket.dashboards.board.IncidentRecord;
import dev.picket.model.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Two rows of seven days; each incident is a box from its onset to its end, packed into lanes.
/// The lower row ends with today, so both rows have the same weekdays.
///
/// Lanes are packed greedily by start, which for intervals needs no more lanes than the most that
/// overlap at once; the cost is boxes times lanes.
record TwoWeekLayout(LocalDate firstDay, List<Box> boxes) {

    static final int ROWS = 2;
    static final int DAYS = 7;
    static final int LANES_MAX = 4;
    /// Share of a row's width: about 4 px on a wide screen.
    static final double WIDTH_MIN = 0.005;

    private static final Duration ROW = Duration.ofDays(DAYS);

    /// A box or, where an incident spans both rows, one part of it; `x` and `width` are shares of
    /// the row's width.
    record Box(Incident incident, int row, int lane, int lanes, double x, double width) {

        private Box inLane(int number, int of) {
            return new Box(incident, row, number, of, x, width);
        }

        private double end() {
            return x + width;
        }
    }

    static TwoWeekLayout of(List<IncidentRecord> incidents, Instant now) {
        LocalDate first = Format.dayOf(now).minusDays((long) ROWS * DAYS - 1);
        List<Box> packed = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            Instant start = first.plusDays((long) row * DAYS).atStartOfDay().toInstant(
                    ZoneOffset.UTC);
            packed.addAll(packed(boxesOf(incidents, row, start, now)));
        }
        return new TwoWeekLayout(first, List.copyOf(packed));
    }

    private static List<Box> boxesOf(List<IncidentRecord> incidents, int row, Instant start,
            Instant now) {
        List<Box> boxes = new ArrayList<>();
        for (IncidentRecord record : incidents) {
            Incident incident = record.incident();
            double from = share(start, incident.diagnosis().onset().estimate());
            double to = share(start, incident.resolvedAt().orElse(now));
            if (from < 1 && to > 0) {
                double x = Math.min(Math.max(0, from), 1 - WIDTH_MIN);
                double width = Math.max(WIDTH_MIN, Math.min(1, to) - x);
                boxes.add(new Box(incident, row, 0, 0, x, width));
            }
        }
        boxes.sort(Comparator.comparingDouble(Box::x).thenComparing(box -> box.incident().id()));
        return boxes;
    }

    private static double share(Instant start, Instant at) {
        return (double) Duration.between(start, at).toMillis() / ROW.toMillis();
    }

    /// Gives every box its lane; boxes that overlap, directly or through others, share the height.
    private static List<Box> packed(List<Box> boxes) {
        List<Box> done = new ArrayList<>();
        List<Box> cluster = new ArrayList<>();
        List<Double> laneEnds = new ArrayList<>();
        for (Box box : boxes) {
            if (laneEnds.stream().allMatch(end -> end <= box.x())) {
                finish(cluster, laneEnds.size(), done);
                laneEnds.clear();
            }
            int lane = freeLane(laneEnds, box.x());
            if (lane == laneEnds.size()) {
                laneEnds.add(box.end());
            } else {
                laneEnds.set(lane, Math.max(laneEnds.get(lane), box.end()));
            }
            cluster.add(box.inLane(lane, 0));
        }
        finish(cluster, laneEnds.size(), done);
        return done;
    }

    private static void finish(List<Box> cluster, int lanes, List<Box> done) {
        cluster.forEach(box -> done.add(box.inLane(box.lane(), lanes)));
        cluster.clear();
    }

    /// The first lane free at `x`, a new one, or the last of those allowed.
    private static int freeLane(List<Double> laneEnds, double x) {
        for (int lane = 0; lane < laneEnds.size(); lane++) {
            if (laneEnds.get(lane) <= x) {
                return lane;
            }
        }
        return Math.min(laneEnds.size(), LANES_MAX - 1);
    }

    LocalDate day(int row, int column) {
        return firstDay.plusDays((long) row * DAYS + column);
    }
}
