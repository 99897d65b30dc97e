package dev.picket.probes.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.FailureText;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.Clock;
import dev.picket.platform.time.SystemClock;
import dev.picket.platform.yaml.Secret;
import dev.picket.probes.machine.standin.MachinesApiStandIn;
import dev.picket.probes.machine.standin.Misbehaviour;
import dev.picket.probes.session.SessionReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MachineProbeTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /// For faults that are met by waiting for this long.
    private static final Duration SHORT_TIMEOUT = Duration.ofMillis(900);
    private static final MachinePacing QUICK = new MachinePacing(2, Duration.ofMillis(10),
            Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(1));
    private static final Secret TOKEN = Secret.of("canary-token");
    private final Clock clock = SystemClock.system();
    private final MachinesApiStandIn standIn = startStandIn();

    private MachinesApiStandIn startStandIn() {
        try {
            return MachinesApiStandIn.start(new MachinesApiStandIn.Setup(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TOKEN,
                    Duration.ofMillis(20)), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The first HTTP call of a process is slow enough to look like a fault.
    @BeforeAll
    static void warmUp() throws InterruptedException {
        MachineProbeTest test = new MachineProbeTest();
        test.run(Misbehaviour.NONE);
        test.close();
    }

    @AfterEach
    void close() {
        standIn.close();
    }

    @Test
    void aMachineIsCreatedStartsAndIsDestroyed() throws InterruptedException {
        SessionReport report = run(Misbehaviour.NONE);
        assertThat(report.outcome()).isEqualTo(new Outcome.Good());
        assertThat(report.stages()).extracting(StageTiming::stage).containsExactly("create",
                "started", "destroy");
        assertThat(report.stages().get(1).spentNanos()).isPositive();
        assertThat(report.details()).containsEntry("startedWithin10s", "true")
                .containsEntry("region", "sin").containsEntry("destroy", "good")
                .containsEntry("requestId", "01STANDIN-lo");
        assertThat(standIn.created()).isEqualTo(1);
        assertThat(standIn.existing()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"CAPACITY,MACHINE_CAPACITY", "SERVER_ERROR,MACHINE_API_ERROR",
            "NONSENSE,MACHINE_API_ERROR", "HANG,MACHINE_API_SILENT",
            "RESET_BUT_CREATED,MACHINE_API_ERROR", "WRONG_REGION,MACHINE_WRONG_REGION",
            "STAYS_CREATED,MACHINE_NOT_STARTED"})
    void eachFaultHasItsCodeAndLeavesNoMachine(Misbehaviour fault, FailureCode expected)
            throws InterruptedException {
        SessionReport report = run(fault);
        assertThat(report.outcome()).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo(expected);
            assertThat(FailureText.full(failed.failure())).doesNotContain("canary-token");
        });
        assertThat(standIn.existing()).isZero();
        assertThat(standIn.created()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"TIMEOUT_BUT_CREATED", "HANG_BUT_CREATED"})
    void aCreateOfUnknownFateIsFoundByItsKeyAndIsALateSuccess(Misbehaviour fault)
            throws InterruptedException {
        SessionReport report = run(fault);
        assertThat(report.outcome()).isEqualTo(new Outcome.Good());
        assertThat(report.details()).containsEntry("lateSuccess", "true");
        assertThat(standIn.created()).isEqualTo(1);
        assertThat(standIn.existing()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"RATE_LIMITED,LOCAL_RATE_LIMITED", "OVER_QUOTA,LOCAL_CREDENTIALS"})
    void ourOwnFaultsNeverCountAgainstThePlatform(Misbehaviour fault, LocalFaultCode expected)
            throws InterruptedException {
        assertThat(localFault(run(fault))).isEqualTo(expected);
    }

    @Test
    void aWrongTokenIsOurFault() throws InterruptedException {
        MachineTarget.Place place = new MachineTarget.Place(standIn.api(), "picket-probes",
                Secret.of("other"), "registry/image@sha256:00");
        assertThat(localFault(probe(place).run("run-1")))
                .isEqualTo(LocalFaultCode.LOCAL_CREDENTIALS);
    }

    @Test
    void aFailingDestroyStandsInTheDetailsAndIsSweptLater() throws InterruptedException {
        SessionReport report = run(Misbehaviour.DESTROY_FAILS);
        assertThat(report.outcome()).isEqualTo(new Outcome.Good());
        assertThat(report.details()).containsEntry("destroy", "failed")
                .containsEntry("destroyCode", "MACHINE_DESTROY_FAILED");
        assertThat(standIn.existing()).isEqualTo(1);

        standIn.behave("sin", Misbehaviour.NONE);
        MachineSweeper sweeper = new MachineSweeper(place(standIn.api()), Duration.ofMinutes(5));
        assertThat(sweeper.sweep(clock.wall()))
                .isEqualTo(new MachineSweeper.Sweep(true, 0, 0));
        assertThat(sweeper.sweep(clock.wall().plus(Duration.ofMinutes(6))))
                .isEqualTo(new MachineSweeper.Sweep(true, 1, 1));
        assertThat(standIn.existing()).isZero();
    }

    @Test
    void aRunThatIsStoppedTakesItsMachineWithIt() throws InterruptedException {
        standIn.behave("sin", Misbehaviour.STAYS_CREATED);
        AtomicBoolean stopped = new AtomicBoolean();
        MachineProbe probe = new MachineProbe(
                new MachineTarget("sjc", "machines-sin", "sin", place(standIn.api()),
                        Duration.ofMinutes(1)),
                clock, QUICK);
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                probe.run("run-1");
            } catch (InterruptedException _) {
                stopped.set(true);
            }
        });
        while (standIn.existing() == 0) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        thread.join();
        assertThat(stopped).isTrue();
        assertThat(standIn.existing()).isZero();
    }

    @Test
    void theServicesOwnWordsAreKeptApartFromOurs() throws InterruptedException {
        SessionReport report = run(Misbehaviour.CAPACITY);
        assertThat(report.details().get("body")).contains("insufficient memory available");
        assertThat(((Outcome.Failed) report.outcome()).failure().seen())
                .isEqualTo("the answer was HTTP 409");
    }

    @Test
    void aRegionThatRecoversIsGoodAgain() throws InterruptedException {
        assertThat(run(Misbehaviour.CAPACITY).outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(run(Misbehaviour.NONE).outcome()).isEqualTo(new Outcome.Good());
    }

    @Test
    void aClosedPortIsNoConnection() throws InterruptedException {
        URI gone = standIn.api();
        standIn.close();
        SessionReport report = probe(place(gone)).run("run-1");
        assertThat(report.outcome()).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo(FailureCode.MACHINE_API_UNREACHABLE);
            assertThat(failed.failure().seen()).isEqualTo("the connection was refused");
        });
    }

    private SessionReport run(Misbehaviour fault) throws InterruptedException {
        standIn.behave("sin", fault);
        Duration timeout = switch (fault) {
            case HANG, HANG_BUT_CREATED, STAYS_CREATED -> SHORT_TIMEOUT;
            default -> TIMEOUT;
        };
        return probe(place(standIn.api()), timeout).run("run-1");
    }

    private MachineProbe probe(MachineTarget.Place place) {
        return probe(place, TIMEOUT);
    }

    private MachineProbe probe(MachineTarget.Place place, Duration timeout) {
        return new MachineProbe(new MachineTarget("sjc", "machines-sin (" + place.api() + ")",
                "sin", place, timeout), clock, QUICK);
    }

    private static MachineTarget.Place place(URI api) {
        return new MachineTarget.Place(api, "picket-probes", TOKEN, "registry/image@sha256:00");
    }

    private static LocalFaultCode localFault(SessionReport report) {
        return ((Outcome.CouldNotTell) report.outcome()).fault().code();
    }
}
