package dev.picket.probes.lab;

import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.stamp.StampProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// STAMP rounds through imposed losses: for each case a clean round, one with the loss, another
/// clean one, so that the reflector's counter is known before and after; a line for each says what
/// the router dropped and what was found. The argument is `CASES,SEED,PACKETS`, with a further word
/// `irtt` where irtt is to go through the same rule at the same time.
public final class LossMain {

    private static final int PACKETS_A_SECOND = 2_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    /// An IPv4 header, a UDP header, and 44 octets of STAMP or 60 of irtt, whose other messages are
    /// of other lengths.
    private static final String STAMP_LENGTH = "72";
    private static final String BOTH_LENGTHS = "72, 88";

    private final Prober prober;
    private final Router router = Router.forwarding();
    private final int packets;
    private final boolean withIrtt;

    private LossMain(Prober prober, int packets, boolean withIrtt) {
        this.prober = prober;
        this.packets = packets;
        this.withIrtt = withIrtt;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String[] words = arguments[0].split(",", -1);
        try (Prober prober = new Prober()) {
            LossMain main = new LossMain(prober, Integer.parseInt(words[2]), words.length > 3);
            int number = 0;
            for (ImposedLoss loss : ImposedLoss.drawn(Integer.parseInt(words[0]),
                    Long.parseLong(words[1]))) {
                number++;
                main.impose(number, loss);
            }
        }
    }

    private void impose(int number, ImposedLoss loss) throws IOException, InterruptedException {
        StampProfile profile = new StampProfile(packets,
                Duration.ofSeconds(1).multipliedBy(packets).dividedBy(PACKETS_A_SECOND), TIMEOUT);
        ProbePlan plan = Prober.stamp(Lab.REFLECTOR_PORT, number, profile);
        router.rules();
        List<ProbeResult> rounds = new ArrayList<>();
        rounds.add(prober.run(plan));
        router.rules(loss.rule(withIrtt ? BOTH_LENGTHS : STAMP_LENGTH));
        Optional<Irtt> irtt = withIrtt
                ? Optional.of(Irtt.start(profile.spread()))
                : Optional.empty();
        rounds.add(prober.run(plan));
        String oracle = irtt.isPresent() ? irtt.get().told() : "";
        long dropped = router.counted();
        router.rules();
        rounds.add(prober.run(plan));
        System.out.println("case=" + number + " direction=" + loss.direction() + " manner="
                + loss.manner() + " tenThousandths=" + loss.tenThousandths() + " dropped="
                + dropped + " " + found(rounds) + oracle);
    }

    /// What the three rounds tell together, and the one in the middle of the order of its losses.
    private static String found(List<ProbeResult> rounds) {
        int missing = 0;
        int late = 0;
        int there = 0;
        int back = 0;
        boolean toldAll = true;
        for (ProbeResult round : rounds) {
            PacketOutcomes.Span span = round.packets().span();
            missing += round.packets().sent() - round.packets().received();
            late += round.packets().late();
            there += span.sent() - span.arrived();
            back += span.arrived() - span.returned();
            toldAll &= !(round.outcome() instanceof Outcome.CouldNotTell);
        }
        PacketOutcomes lossy = rounds.get(1).packets();
        return "sent=" + lossy.sent() + " missing=" + missing + " late=" + late + " laid="
                + lossy.lost() + " there=" + there + " back=" + back + " told=" + toldAll
                + " pattern=" + lossy.series().pattern() + " longest="
                + lossy.series().longestLossRun();
    }
}
