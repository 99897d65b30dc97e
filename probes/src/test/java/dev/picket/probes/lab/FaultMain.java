package dev.picket.probes.lab;

import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.stamp.StampProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Each [NetworkFault] in turn: a STAMP round and a WireGuard handshake through it, and a line that
/// says what they told.
public final class FaultMain {

    private static final StampProfile PROFILE = new StampProfile(20, Duration.ofMillis(100),
            Duration.ofMillis(600));
    private static final Duration BUDGET = Duration.ofMillis(600);
    private static final int WARM_UP_ROUNDS = 3;
    private static final String WAY_OUT = "default via 10.81.1.1";

    private FaultMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Router router = Router.forwarding();
        Router own = Router.atVantage();
        try (Prober prober = new Prober()) {
            ProbePlan stamp = Prober.stamp(Lab.REFLECTOR_PORT, 1, PROFILE);
            ProbePlan closed = Prober.stamp(Lab.CLOSED_PORT, 2, PROFILE);
            router.rules();
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                prober.together(List.of(stamp, prober.wireGuard(Lab.GATEWAY_PORT, BUDGET)));
            }
            for (NetworkFault fault : NetworkFault.ALL) {
                boolean closedPort = fault.is(NetworkFault.CLOSED_PORT);
                router.rules();
                prober.run(stamp);
                router.rules(fault.rule());
                if (fault.is(NetworkFault.OWN_FIREWALL)) {
                    own.rules("ip daddr " + Lab.TARGET + " drop");
                } else {
                    own.rules();
                }
                if (fault.is(NetworkFault.NO_ROUTE)) {
                    route("del");
                }
                List<ProbeResult> told = prober.together(List.of(closedPort ? closed : stamp,
                        prober.wireGuard(closedPort ? Lab.CLOSED_PORT : Lab.GATEWAY_PORT,
                                BUDGET)));
                if (fault.is(NetworkFault.NO_ROUTE)) {
                    route("add");
                }
                System.out.println("case=" + fault.name() + " stamp=" + told(told.getFirst())
                        + " wireGuard=" + told(told.getLast()));
            }
        }
    }

    private static void route(String act) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip", "route", act));
        command.addAll(List.of(WAY_OUT.split(" ", -1)));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException(String.join(" ", command));
        }
    }

    /// The code, and after a slash the stage.
    static String told(ProbeResult result) {
        return switch (result.outcome()) {
            case Outcome.Good _ -> "good/0";
            case Outcome.Failed(var failure) -> failure.code() + "/" + failure.stageNumber();
            case Outcome.CouldNotTell(var fault) -> fault.code() + "/0";
            case Outcome.Skipped(var fault) -> "skipped-" + fault.code() + "/0";
        };
    }
}
