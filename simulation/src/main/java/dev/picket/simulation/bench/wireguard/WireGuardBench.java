package dev.picket.simulation.bench.wireguard;

import dev.picket.probes.wireguard.Crypto;
import dev.picket.simulation.bench.BenchRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// What a handshake costs. An initiator makes four X25519 operations, its key pair among them; the
/// fifth, of the two static keys, is made once for all. So a quarter of what OpenSSL makes a second
/// is what an initiator could reach that did nothing else.
public final class WireGuardBench {

    private static final String ID = "initiator_handshakes_per_core_s_";
    private static final double OPERATIONS = 4;
    private static final double CONSCRYPT_WANTED = 0.75;
    private static final double BOUNCY_CASTLE_WANTED = 0.33;
    private static final int PER_SECOND_WANTED = 2_000;
    /// Runs that are still on their way at both ends of the time counted.
    private static final double SUSTAINED_SHARE = 0.99;
    private static final int HANDSHAKES = 2_000;
    private static final int SAMPLES = 7;
    private static final int WARM_SAMPLES = 4;

    private final Consumer<String> progress;
    private final List<BenchRow> rows = new ArrayList<>();

    /// How long handshakes are made over UDP.
    ///
    /// @param warmUp of the handshakes over UDP, not counted
    /// @param sustained how long their rate is kept after it
    public record Times(Duration warmUp, Duration sustained) {

        public static final Times DEFAULT = new Times(Duration.ofSeconds(10),
                Duration.ofSeconds(30));
    }

    /// A library under measurement.
    private static final class Library {

        private final String name;
        private final HandshakeCost cost;
        private final double wanted;
        private final double[] rates = new double[SAMPLES];

        private Library(String name, Crypto crypto, double wanted) {
            this.name = name;
            this.cost = new HandshakeCost(crypto);
            this.wanted = wanted;
        }
    }

    private WireGuardBench(Consumer<String> progress) {
        this.progress = progress;
    }

    /// Runs every measurement.
    public static List<BenchRow> run(Times times, Consumer<String> progress)
            throws InterruptedException {
        WireGuardBench bench = new WireGuardBench(progress);
        try {
            bench.besideOpenssl();
            bench.overLoopback(times);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(bench.rows);
    }

    private void besideOpenssl() throws IOException, InterruptedException {
        List<Library> libraries = new ArrayList<>();
        Crypto.conscrypt().ifPresentOrElse(
                conscrypt -> libraries.add(
                        new Library("conscrypt", conscrypt, CONSCRYPT_WANTED)),
                () -> rows.add(BenchRow.notMeasured(ID + "conscrypt", "it does not load here")));
        libraries.add(
                new Library("bouncy_castle", Crypto.bouncyCastle(), BOUNCY_CASTLE_WANTED));
        Optional<OpensslSpeed> openssl = OpensslSpeed.find();
        double[] references = new double[SAMPLES];
        progress.accept("handshakes in memory, warming up");
        for (int warm = 0; warm < WARM_SAMPLES; warm++) {
            libraries.forEach(library -> library.cost.perSecond(HANDSHAKES));
        }
        for (int i = 0; i < SAMPLES; i++) {
            progress.accept("handshakes in memory, sample " + (i + 1) + " of " + SAMPLES);
            int sample = i;
            libraries.forEach(library -> library.rates[sample] = library.cost
                    .perSecond(HANDSHAKES));
            if (openssl.isPresent()) {
                references[i] = openssl.get().agreementsPerSecond() / OPERATIONS;
            }
        }
        libraries.forEach(library -> rows.add(openssl.isPresent()
                ? new BenchRow(ID + library.name, median(library.rates), median(references),
                        OptionalDouble.of(library.wanted), false)
                : BenchRow.notMeasured(ID + library.name, "openssl is not installed; alone "
                        + Math.round(median(library.rates)) + " a second")));
    }

    private void overLoopback(Times times) throws IOException, InterruptedException {
        progress.accept(PER_SECOND_WANTED + " handshakes a second over UDP for "
                + times.warmUp().plus(times.sustained()).toSeconds() + " s");
        LoopbackHandshakes.Outcomes outcomes = new LoopbackHandshakes(PER_SECOND_WANTED)
                .measure(times.warmUp(), times.sustained());
        rows.add(new BenchRow("sustained_handshakes_per_s", outcomes.goodPerSecond(),
                PER_SECOND_WANTED, OptionalDouble.of(SUSTAINED_SHARE), false));
        rows.add(BenchRow.atLeast("sustained_good_of_told", (double) outcomes.good(),
                (double) outcomes.told()));
        rows.add(BenchRow.atLeast("sustained_not_failed",
                (double) (outcomes.told() - outcomes.failed()),
                (double) outcomes.told()));
        rows.add(BenchRow.atLeast("sustained_per_core_s_prober", 1e9 / outcomes.proberNanos(),
                PER_SECOND_WANTED));
        rows.add(BenchRow.reported("sustained_per_core_s_gateway", 1e9 / outcomes.gatewayNanos(),
                PER_SECOND_WANTED));
        rows.add(BenchRow.reported("sustained_per_core_s_both",
                1e9 / (outcomes.proberNanos() + outcomes.gatewayNanos()), PER_SECOND_WANTED));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
