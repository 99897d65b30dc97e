package dev.picket.app.wiring;

import dev.picket.alerting.AlertingSettings;
import dev.picket.alerting.sink.Sinks;
import dev.picket.dashboards.board.BoardSettings;
import dev.picket.detector.DetectorSettings;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.time.Clock;
import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.settings.Settings;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The line behind the probes as settings describe it.
public final class WatchPlan {

    private WatchPlan() {}

    /// The line of `settings`, which tells `events`.
    ///
    /// @param fallback whether another port will do where the wanted one is taken
    public static Watch of(Settings settings, boolean fallback, Consumer<IncidentEvent> events,
            Clock clock) {
        BoardSettings board = BoardSettings.of(settings.probes().every(ProbeKind.STAMP),
                settings.probes().every(ProbeKind.MACHINE_CREATE));
        return new Watch(settings.topology(), detector(settings), board,
                AlertingSettings.live(new SecureRandom()),
                screens -> Sinks.of(settings.pages(), Optional.of(screens)),
                settings.storage().file(),
                new Watch.Listen(settings.web().listen(), fallback), List.of(), events, clock);
    }

    /// The detector as settings ask for it.
    public static DetectorSettings detector(Settings settings) {
        Settings.Detection detection = settings.detector();
        return DetectorSettings.defaults()
                .withTick(detection.tick(), PathPlans.grace(settings))
                .withWarmUp(detection.warmUp())
                .withFalsePagesPerYear(detection.falsePagesPerYear());
    }
}
