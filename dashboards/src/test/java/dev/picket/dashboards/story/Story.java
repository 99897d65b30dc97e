package dev.picket.dashboards.story;

import dev.picket.dashboards.board.Board;
import dev.picket.dashboards.board.BoardSettings;
import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.finding.Contrast;
import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Harm;
import dev.picket.model.finding.Onset;
import dev.picket.model.finding.PathEvidence;
import dev.picket.model.finding.Rival;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.Origin;
import dev.picket.model.incident.PageAction;
import dev.picket.model.incident.Severity;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A quiet fortnight with some simulated incidents, then packet loss through cogent in Singapore.
public final class Story {

    public static final Duration STEP = Duration.ofSeconds(10);
    public static final Duration FAULT_AGE = Duration.ofMinutes(4);
    private static final long SEED = 7;

    private Story() {}

    public static Board emptyBoard() {
        return new Board(World.topology(), BoardSettings.of(STEP, Duration.ofSeconds(60)));
    }

    /// A board in the middle of the incident as of [World#NOW].
    public static Board boardInTrouble() {
        Board board = emptyBoard();
        history().forEach(board::accept);
        results(World.NOW, Duration.ofMinutes(25), true).forEach(board::accept);
        machineRuns(World.NOW).forEach(board::accept);
        incident(World.NOW).forEach(board::accept);
        return board;
    }

    /// A board on a good day, with history.
    public static Board boardAtPeace() {
        Board board = emptyBoard();
        history().forEach(board::accept);
        results(World.NOW, Duration.ofMinutes(25), false).forEach(board::accept);
        machineRuns(World.NOW).forEach(board::accept);
        return board;
    }

    /// Rounds of all STAMP and WireGuard paths up to `now`; while the fault lasts, most paths from
    /// and to Singapore lose 15 % of their packets.
    public static List<ProbeResult> results(Instant now, Duration length, boolean fault) {
        Random random = new Random(SEED);
        List<ProbeResult> results = new ArrayList<>();
        for (Instant at = now.minus(length); at.isBefore(now); at = at.plus(STEP)) {
            boolean faulty = fault && !at.isBefore(now.minus(FAULT_AGE));
            for (String from : World.REGIONS) {
                for (String to : World.REGIONS) {
                    if (!from.equals(to)) {
                        boolean hit = faulty && (from.equals("sin") || to.equals("sin"))
                                && !from.equals("bom") && !to.equals("bom");
                        results.add(World.packets(World.stamp(from, to), at,
                                lost(random, hit ? 0.15 : 0.0008)));
                        results.add(World.good(World.wireguard(from, to), at));
                    }
                }
            }
        }
        return results;
    }

    private static int lost(Random random, double ratio) {
        int lost = 0;
        for (int packet = 0; packet < 20; packet++) {
            lost += random.nextDouble() < ratio ? 1 : 0;
        }
        return lost;
    }

    /// A day of Machine runs, a minute apart, in every region; two regions are often full.
    public static List<ProbeResult> machineRuns(Instant now) {
        Random random = new Random(SEED);
        List<ProbeResult> results = new ArrayList<>();
        for (int minute = 430; minute > 0; minute--) {
            Instant at = now.minus(Duration.ofMinutes(minute)).plusSeconds(20);
            for (String region : World.REGIONS) {
                double full = region.equals("bom") ? 0.04 : region.equals("sjc") ? 0.015 : 0.001;
                double dice = random.nextDouble();
                Path path = World.machine(region);
                boolean silent = region.equals("syd") && minute < 12;
                if (dice < full) {
                    results.add(World.failed(path, at, FailureCode.MACHINE_CAPACITY));
                } else if (dice < full + 0.002) {
                    results.add(World.failed(path, at, FailureCode.MACHINE_NOT_STARTED));
                } else if (dice > 0.998) {
                    results.add(World.unclear(path, at, LocalFaultCode.LOCAL_RATE_LIMITED));
                } else if (!silent) {
                    results.add(World.good(path, at));
                }
            }
        }
        return results;
    }

    public static List<IncidentEvent> incident(Instant now) {
        Instant onset = now.minus(FAULT_AGE);
        String id = "INC-31";
        Diagnosis first = cogentInSingapore(onset, 0.97);
        return List.of(
                new IncidentEvent.Opened(id, onset.plusSeconds(12), Severity.MINOR, Origin.LIVE,
                        first),
                new IncidentEvent.PageEnqueued(id, onset.plusSeconds(20), "pagerduty", id),
                new IncidentEvent.PageAttempted(id, onset.plusSeconds(20), "pagerduty", id,
                        PageAction.TRIGGER, false, Optional.of(FailureCode.PAGER_RATE_LIMITED)),
                new IncidentEvent.PageAttempted(id, onset.plusSeconds(22), "pagerduty", id,
                        PageAction.TRIGGER, true, Optional.empty()),
                new IncidentEvent.Revised(id, onset.plusSeconds(60), Severity.MAJOR,
                        cogentInSingapore(onset, 0.994)),
                new IncidentEvent.Noted(id, onset.plusSeconds(150), "ana",
                        "Asked cogent's support <desk> for an answer"));
    }

    private static List<IncidentEvent> history() {
        Instant day = World.NOW.minus(Duration.ofDays(13));
        List<IncidentEvent> events = new ArrayList<>();
        add(events, 1, day, new int[]{180, 26, 1});
        add(events, 2, day, new int[]{1440 + 700, 190, 3});
        add(events, 3, day, new int[]{3 * 1440 + 20, 45, 5});
        add(events, 4, day, new int[]{3 * 1440 + 40, 400, 1});
        add(events, 5, day, new int[]{5 * 1440 + 300, 15, 3});
        add(events, 6, day, new int[]{8 * 1440, 620, 1});
        add(events, 7, day, new int[]{8 * 1440 + 120, 60, 3});
        add(events, 8, day, new int[]{11 * 1440 + 500, 90, 5});
        return events;
    }

    private static void add(List<IncidentEvent> events, int number, Instant day, int[] shape) {
        Instant onset = day.plus(Duration.ofMinutes(shape[0]));
        Instant end = onset.plus(Duration.ofMinutes(shape[1]));
        Severity severity = shape[2] == 1
                ? Severity.MINOR
                : shape[2] == 3 ? Severity.MAJOR : Severity.CRITICAL;
        String id = "SIM-" + number;
        Diagnosis diagnosis = number % 3 == 0
                ? wireguard(onset, new Component.Region("fra"))
                : cogentInSingapore(onset, 0.96);
        events.add(new IncidentEvent.Opened(id, onset.plusSeconds(12), severity, Origin.SIMULATED,
                diagnosis));
        events.add(new IncidentEvent.Resolved(id, end.plusSeconds(30), end, false));
    }

    public static Diagnosis wireguard(Instant onset, Component component) {
        return new Diagnosis(new Culprit.Named(component), ProbeKind.WIREGUARD, Signal.FAILED, 0.95,
                List.of(new Rival(component, 0.95, new Contrast(11, 11, 0, 121))), around(onset),
                new Contrast(11, 11, 0, 121), new Harm(11, 11, 0.62), List.of(),
                List.of("fra"), List.of(), 41.2, 16.1);
    }

    public static Diagnosis cogentInSingapore(Instant onset, double confidence) {
        Component cogent = new Component.ProviderAtRegion("cogent", "sin");
        Contrast contrast = new Contrast(20, 20, 0, 112);
        List<PathEvidence> affected = List.of("ams", "fra", "iad", "lax", "lhr").stream()
                .map(from -> new PathEvidence(World.stamp(from, "sin"), Signal.LOST, 480, 73, 61.5))
                .toList();
        return new Diagnosis(new Culprit.Named(cogent), ProbeKind.STAMP, Signal.LOST, confidence,
                List.of(new Rival(cogent, confidence, contrast),
                        new Rival(new Component.Region("sin"), 0.98 - confidence > 0
                                ? 0.98 - confidence
                                : 0.004, new Contrast(20, 22, 0, 110)),
                        new Rival(new Component.Provider("acme-sg"), 0.002,
                                new Contrast(20, 42, 0, 90))),
                around(onset), contrast, new Harm(20, 20, 0.152), affected,
                List.of("sin", "ams", "fra", "iad", "lax", "lhr", "nrt", "ord"),
                List.of(World.stamp("bom", "sin"), World.stamp("ams", "fra"),
                        World.wireguard("iad", "sin"), World.wireguard("lax", "sin")),
                61.5, 16.1);
    }

    private static Onset around(Instant onset) {
        return new Onset(onset, onset.minusSeconds(2), onset.plusSeconds(1));
    }
}
