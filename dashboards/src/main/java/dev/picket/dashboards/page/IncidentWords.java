package dev.picket.dashboards.page;

import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Onset;
import dev.picket.model.incident.Incident;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// An incident in words. Every screen uses these, so that all tell the same story.
public final class IncidentWords {

    private static final int REGIONS_MAX = 4;
    private static final int STILL_WORKS_MAX = 3;

    private IncidentWords() {}

    /// Such as `Packet loss through cogent in Singapore (sin)`.
    public static String title(Incident incident) {
        Diagnosis diagnosis = incident.diagnosis();
        return what(diagnosis) + " " + where(diagnosis);
    }

    private static String what(Diagnosis diagnosis) {
        return switch (diagnosis.signal()) {
            case CAPACITY -> "No room for new Machines";
            case SLOW -> diagnosis.kind() == ProbeKind.MACHINE_CREATE
                    ? "Machine starts slow"
                    : "Slow round trips";
            case LATE -> "Packets very late";
            case REORDERED -> "Packets out of order";
            case DUPLICATED -> "Duplicate packets";
            case JITTERY -> "Unsteady round trips";
            case LOST, LOST_FORWARD, LOST_RETURN, FAILED -> switch (diagnosis.kind()) {
                case STAMP, ICMP -> "Packet loss";
                case WIREGUARD -> "WireGuard handshakes failing";
                case TCP -> "TCP connections failing";
                case HTTP -> "HTTP requests failing";
                case DNS -> "DNS failing";
                case MACHINE_CREATE -> "Machine create failing";
            };
        };
    }

    private static String where(Diagnosis diagnosis) {
        if (diagnosis.signal() == Signal.CAPACITY) {
            return diagnosis.culprit().components().stream().map(IncidentWords::room)
                    .collect(Collectors.joining(" or "));
        }
        return switch (diagnosis.culprit()) {
            case Culprit.Named named -> preposition(named.component()) + place(named.component());
            case Culprit.OneSide side -> preposition(side.whole()) + place(side);
            case Culprit.OneOf oneOf -> preposition(oneOf.components().getFirst()) + oneOf
                    .components().stream().map(IncidentWords::place)
                    .collect(Collectors.joining(" or "));
            case Culprit.Unnamed _ -> "in " + regions(diagnosis.regions());
        };
    }

    /// Whom it is blamed on, such as `cogent in Singapore (sin)`.
    static String culprit(Culprit culprit) {
        return switch (culprit) {
            case Culprit.Named named -> place(named.component());
            case Culprit.OneSide side -> place(side);
            case Culprit.OneOf oneOf -> oneOf.components().stream().map(IncidentWords::place)
                    .collect(Collectors.joining(" or "));
            case Culprit.Unnamed unnamed -> unnamed.label();
        };
    }

    /// Such as `cogent into Singapore (sin)`.
    private static String place(Culprit.OneSide one) {
        return one.whole().provider() + " " + one.side().words() + " "
                + RegionNames.label(one.whole().region());
    }

    /// Where there is no room.
    private static String room(Component component) {
        return switch (component) {
            case Component.ServiceAtRegion at -> "in " + RegionNames.label(at.region());
            case Component.Service _ -> "in any region";
            case Component.Host _,Component.Region _ -> preposition(component) + place(component);
            case Component.Provider _,Component.ProviderAtRegion _,Component.Link _ ->
                preposition(component) + place(component);
            case Component.Vantage _,Component.AccessNetwork _,Component.Kind _ ->
                preposition(component) + place(component);
        };
    }

    private static String preposition(Component component) {
        return switch (component) {
            case Component.Provider _,Component.ProviderAtRegion _ -> "through ";
            case Component.Link _ -> "over ";
            case Component.Region _,Component.Host _ -> "at ";
            case Component.Vantage _ -> "seen from ";
            case Component.Service _,Component.ServiceAtRegion _,Component.Kind _ -> "of ";
            case Component.AccessNetwork _ -> "through ";
        };
    }

    static String place(Component component) {
        return switch (component) {
            case Component.Provider provider -> provider.provider();
            case Component.ProviderAtRegion at ->
                at.provider() + " in " + RegionNames.label(at.region());
            case Component.Link link -> link.label();
            case Component.Region region -> RegionNames.label(region.region());
            case Component.Host host -> host.label();
            case Component.Vantage vantage -> vantage.label() + " only";
            case Component.Service service -> service.label() + " in every region";
            case Component.ServiceAtRegion at ->
                "service " + at.service() + " in " + RegionNames.label(at.region());
            case Component.AccessNetwork access -> access.label();
            case Component.Kind kind -> kind.label();
        };
    }

    /// Whether a network provider is blamed.
    static boolean isUpstream(Culprit culprit) {
        return culprit.components().stream().anyMatch(component -> switch (component) {
            case Component.Provider _,Component.ProviderAtRegion _,Component.Link _ -> true;
            case Component.AccessNetwork _ -> true;
            case Component.Region _,Component.Host _,Component.Vantage _,Component.Service _ ->
                false;
            case Component.ServiceAtRegion _,Component.Kind _ ->
                false;
        });
    }

    /// Up to four regions by name, or how many there are.
    static String regions(List<String> regions) {
        if (regions.size() > REGIONS_MAX) {
            return regions.size() + " regions";
        }
        return regions.isEmpty()
                ? "no known region"
                : regions.stream().map(RegionNames::label).collect(Collectors.joining(", "));
    }

    /// How bad it is, such as `15.1 % of packets lost on 9 of 22 paths`.
    static String harm(Diagnosis diagnosis) {
        return Format.percent(diagnosis.harm().badRatio()) + " of " + badUnit(diagnosis) + " on "
                + diagnosis.harm().badPaths() + " of "
                + Format.counted(diagnosis.harm().paths(), "path");
    }

    private static String badUnit(Diagnosis diagnosis) {
        return switch (diagnosis.signal()) {
            case CAPACITY -> "attempts without room";
            case SLOW -> diagnosis.kind() == ProbeKind.MACHINE_CREATE
                    ? "marks at 10, 30 and 60 s missed"
                    : "round trips slow";
            case LATE -> "packets late";
            case REORDERED -> "packets out of order";
            case DUPLICATED -> "packets duplicated";
            case JITTERY -> "rounds jittery";
            case LOST, LOST_FORWARD, LOST_RETURN, FAILED -> switch (diagnosis.kind()) {
                case STAMP, ICMP -> "packets lost";
                case WIREGUARD -> "handshakes failed";
                case TCP -> "connections failed";
                case HTTP -> "requests failed";
                case DNS -> "questions failed";
                case MACHINE_CREATE -> "attempts failed";
            };
        };
    }

    /// The onset with half the width of its interval, such as `22:04:10 UTC ± 2 s`.
    static String onset(Onset onset) {
        Duration before = Duration.between(onset.earliest(), onset.estimate());
        Duration after = Duration.between(onset.estimate(), onset.latest());
        Duration width = before.compareTo(after) > 0 ? before : after;
        return Format.time(onset.estimate()) + " UTC ± " + Format.length(width);
    }

    /// What comparable paths still do, in a few words.
    static String stillWorks(Diagnosis diagnosis) {
        if (diagnosis.stillWorks().isEmpty()) {
            return "nothing comparable was seen to work";
        }
        String few = diagnosis.stillWorks().stream().limit(STILL_WORKS_MAX)
                .map(IncidentWords::path).collect(Collectors.joining(", "));
        int more = diagnosis.stillWorking()
                - Math.min(diagnosis.stillWorks().size(), STILL_WORKS_MAX);
        return few + (more > 0 ? " and " + Format.counted(more, "more path") : "");
    }

    static String path(Path path) {
        return path.vantage() + " to " + path.target() + " by " + path.kind().words();
    }

    /// How long it lasted, or lasts by now.
    static Duration length(Incident incident, Instant now) {
        Instant onset = incident.diagnosis().onset().estimate();
        Duration length = Duration.between(onset, incident.resolvedAt().orElse(now));
        return length.isNegative() ? Duration.ZERO : length;
    }

    /// Impact in five steps, 1 the slightest: severity first, then breadth and depth.
    static int impact(Incident incident) {
        Diagnosis diagnosis = incident.diagnosis();
        int base = switch (incident.severity()) {
            case MINOR -> 1;
            case MAJOR -> 3;
            case CRITICAL -> 4;
        };
        boolean wideOrDeep = diagnosis.harm().badRatio() >= 0.3
                || diagnosis.regions().size() > REGIONS_MAX;
        return base + (wideOrDeep ? 1 : 0);
    }
}
