package dev.picket.simulation.demo;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.fault.FaultEffects;
import dev.picket.simulation.fault.FaultScope;
import dev.picket.simulation.world.DemoNetwork;
import java.time.Duration;
import java.util.List;

/// What happens in the demonstration and how fast it must be seen.
///
/// @param warmUp the healthy spell at the start, in which the detector learns
/// @param length when the story is over at the latest
/// @param openWithin from a fault's onset to the opened incident
/// @param pageWithin from a fault's onset to the page in the receiver's hands
public record StoryPlan(Duration warmUp, Duration length, Duration openWithin,
        Duration pageWithin, List<StoryFault> faults) {

    private static final Duration FAULT_LENGTH = Duration.ofSeconds(20);
    private static final double FIRST_LOSS_RATIO = 0.15;
    private static final double SECOND_FAIL_RATIO = 1;

    public StoryPlan {
        faults = List.copyOf(faults);
    }

    /// The two incidents of June 2024 that Picket is named for catching: on the 13th packets were
    /// lost at Cogent behind the Singapore provider; on the 11th WireGuard failed in California and
    /// Frankfurt through one provider, and through WireGuard alone.
    public static StoryPlan ofJune2024() {
        StoryFault first = new StoryFault(
                Fault.of("jun13", Duration.ofSeconds(64), FAULT_LENGTH,
                        FaultScope.providerAt(DemoNetwork.FIRST_PROVIDER,
                                DemoNetwork.FIRST_REGION),
                        FaultEffects.loss(FIRST_LOSS_RATIO)),
                new Component.ProviderAtRegion(DemoNetwork.FIRST_PROVIDER,
                        DemoNetwork.FIRST_REGION),
                "cogent loses 15 % of packets in sin, behind acme-sg, both ways");
        StoryFault second = new StoryFault(
                Fault.of("jun11", Duration.ofSeconds(116), FAULT_LENGTH,
                        FaultScope.kindThrough(ProbeKind.WIREGUARD,
                                DemoNetwork.SECOND_PROVIDER),
                        FaultEffects.failures(SECOND_FAIL_RATIO)),
                new Component.Provider(DemoNetwork.SECOND_PROVIDER),
                "WireGuard handshakes fail through westlink, in sjc, lax and fra");
        return new StoryPlan(Duration.ofSeconds(60), Duration.ofSeconds(178),
                Duration.ofSeconds(10), Duration.ofSeconds(15), List.of(first, second));
    }

    /// The faults as the world plays them.
    public List<Fault> script() {
        return faults.stream().map(StoryFault::fault).toList();
    }
}
