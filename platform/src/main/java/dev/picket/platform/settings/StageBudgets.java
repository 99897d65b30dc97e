package dev.picket.platform.settings;

import java.time.Duration;

/// How long each stage of a run over streams may take; the run's own timeout stands above them.
///
/// @param name until the target's name is looked up
/// @param connect until a TCP connection stands
/// @param tls until TLS is agreed on
/// @param request until the request is handed over
/// @param firstByte from then to the first byte of an answer, or to a DNS answer
/// @param body from the first byte to the last
public record StageBudgets(Duration name, Duration connect, Duration tls, Duration request,
        Duration firstByte, Duration body) {

    public static final StageBudgets DEFAULT = new StageBudgets(Duration.ofSeconds(2),
            Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(2),
            Duration.ofSeconds(5), Duration.ofSeconds(5));
}
