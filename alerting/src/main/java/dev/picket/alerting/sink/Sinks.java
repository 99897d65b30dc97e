package dev.picket.alerting.sink;

import dev.picket.platform.settings.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The sinks that settings ask for.
public final class Sinks {
    private Sinks() {}

    /// One sink for each receiver of `pages`; `screens` is where incident pages are served.
    public static List<Sink> of(Settings.Pages pages, Optional<URI> screens) {
        List<Sink> sinks = new ArrayList<>();
        pages.pagerDuty().ifPresent(
                to -> sinks.add(new PagerDutySink(to.url(), to.routingKey(), screens)));
        pages.webhook()
                .ifPresent(to -> sinks.add(new WebhookSink(to.url(), to.secret(), screens)));
        return List.copyOf(sinks);
    }
}
