package dev.picket.alerting.page;

import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The words for figures, kinds, places and times that pages are made of.
final class PageWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter
            .ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter
            .ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private PageWords() {}

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static String clock(Instant instant) {
        return CLOCK.format(instant);
    }

    /// Such as `34 %`; with a decimal below ten.
    static String percent(double ratio) {
        double percent = 100 * ratio;
        return String.format(Locale.ROOT, percent < 9.95 ? "%.1f %%" : "%.0f %%", percent);
    }

    /// A probability (0..1) with two decimals; what rounds to one is `> 0.99`, never certain.
    static String confidence(double posterior) {
        return posterior > 0.99 ? "> 0.99" : String.format(Locale.ROOT, "%.2f", posterior);
    }

    /// Such as `45 s`, `12 min`, `3 h 5 min`.
    static String span(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        return minutes < 120 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /// What goes wrong, such as `of WireGuard handshakes fail`.
    static String trouble(Diagnosis diagnosis) {
        return switch (diagnosis.signal()) {
            case LOST -> "of " + trials(diagnosis.kind()) + " are lost";
            case LOST_FORWARD -> "of " + trials(diagnosis.kind()) + " are lost on the way there";
            case LOST_RETURN -> "of " + trials(diagnosis.kind()) + " are lost on the way back";
            case FAILED -> "of " + trials(diagnosis.kind()) + " fail";
            case SLOW -> switch (diagnosis.kind()) {
                case STAMP, ICMP, WIREGUARD, TCP, HTTP, DNS ->
                    "of " + trials(diagnosis.kind()) + " are slow";
                case MACHINE_CREATE -> "of the marks at 10, 30 and 60 s are missed by starting "
                        + "Machines";
            };
            case CAPACITY -> "of " + trials(diagnosis.kind()) + " find no room";
            case LATE -> "of " + trials(diagnosis.kind()) + " are answered too late";
            case REORDERED -> "of " + trials(diagnosis.kind()) + " come back out of order";
            case DUPLICATED -> "of " + trials(diagnosis.kind()) + " come back more than once";
            case JITTERY -> "of rounds have unusual jitter (delay variation)";
        };
    }

    private static String trials(ProbeKind kind) {
        return switch (kind) {
            case STAMP, ICMP -> "packets";
            case WIREGUARD -> "WireGuard handshakes";
            case TCP -> "TCP connections";
            case HTTP -> "HTTP requests";
            case DNS -> "DNS questions";
            case MACHINE_CREATE -> "Machine creates";
        };
    }

    static String path(Path path) {
        return path.vantage() + " to " + path.target() + " by " + path.kind().words();
    }

    /// Whom the page blames, such as `likely upstream: cogent in sin`, or that it is a matter of
    /// capacity and no network's fault.
    static String blame(Diagnosis diagnosis) {
        return diagnosis.signal() == Signal.CAPACITY
                ? "capacity, no network fault: " + diagnosis.culprit().label()
                : blame(diagnosis.culprit());
    }

    private static String blame(Culprit culprit) {
        return switch (culprit) {
            case Culprit.Named(Component component) -> switch (component) {
                case Component.Provider _,Component.ProviderAtRegion _ ->
                    "likely upstream: " + component.label();
                case Component.Link _,Component.Region _,Component.Host _ ->
                    "likely: " + component.label();
                case Component.Vantage _,Component.Service _,Component.ServiceAtRegion _ ->
                    "likely: " + component.label();
                case Component.AccessNetwork _,Component.Kind _ -> "likely: " + component.label();
            };
            case Culprit.OneSide _ -> "likely upstream: " + culprit.label();
            case Culprit.OneOf _ -> "one of: " + culprit.label() + ", no probe separates them";
            case Culprit.Unnamed _ -> "in " + culprit.label();
        };
    }

    /// The region that names the page: the culprit's own, else those most affected.
    static List<String> places(Diagnosis diagnosis) {
        return diagnosis.culprit().components().stream().findFirst().flatMap(PageWords::region)
                .map(List::of).orElse(diagnosis.regions());
    }

    /// What a page is about that names no place.
    static String everywhere(Diagnosis diagnosis) {
        return diagnosis.signal() == Signal.CAPACITY ? "capacity" : "network";
    }

    static Optional<String> region(Component component) {
        return switch (component) {
            case Component.ProviderAtRegion(_, String region) -> Optional.of(region);
            case Component.Region(String region) -> Optional.of(region);
            case Component.ServiceAtRegion(_, String region) -> Optional.of(region);
            case Component.Provider _,Component.Link _,Component.Host _ -> Optional.empty();
            case Component.Vantage _,Component.Service _ -> Optional.empty();
            case Component.AccessNetwork _,Component.Kind _ -> Optional.empty();
        };
    }

    static Optional<String> provider(Component component) {
        return switch (component) {
            case Component.Provider(String provider) -> Optional.of(provider);
            case Component.ProviderAtRegion(String provider, _) -> Optional.of(provider);
            case Component.Link(String first, String second) ->
                Optional.of(first + "+" + second);
            case Component.AccessNetwork(String provider) -> Optional.of(provider);
            case Component.Region _,Component.Host _,Component.Vantage _ -> Optional.empty();
            case Component.Service _,Component.ServiceAtRegion _,Component.Kind _ ->
                Optional.empty();
        };
    }
}
