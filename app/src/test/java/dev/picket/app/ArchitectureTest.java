package dev.picket.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.picket.model.time.Clock;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The walls: pure code stays pure, modules see only what they may.
final class ArchitectureTest {

    /// Packages that take time, bytes and seeds as arguments and touch nothing outside.
    private static final String[] PURE = {"dev.picket.model..", "dev.picket.detector..",
            "dev.picket.probes.session..", "dev.picket.probes.stamp..",
            "dev.picket.probes.icmp..", "dev.picket.probes.round..", "dev.picket.probes.path..",
            "dev.picket.probes.wireguard..", "dev.picket.probes.tunnel..",
            "dev.picket.probes.silence..",
            "dev.picket.alerting.book..",
            "dev.picket.dashboards.page..", "dev.picket.simulation.fault..",
            "dev.picket.simulation.world..", "dev.picket.simulation.virtual..",
            "dev.picket.simulation.scenario..", "dev.picket.simulation.noise.."};

    private static final Set<String> CLOCK_CALLS = Set.of("java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis", "java.time.Instant.now",
            "java.time.LocalDateTime.now", "java.time.LocalDate.now", "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now", "java.lang.Math.random");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.picket");

    @Test
    void pureCodeReadsNoClockAndDrawsNoUnseededNumber() {
        noClasses().that().resideInAnyPackage(PURE).should().callCodeUnitWhere(clockOrRandom())
                .check(CLASSES);
    }

    @Test
    void onlyTheSystemClockReadsClocks() {
        noClasses().that().resideOutsideOfPackage("dev.picket.platform.time..").should()
                .callCodeUnitWhere(clockOrRandom()).check(CLASSES);
    }

    @Test
    void pureCodeTouchesNoSocketScheduleOrMeter() {
        noClasses().that().resideInAnyPackage(PURE).should().dependOnClassesThat(outside())
                .check(CLASSES);
    }

    /// The service that opens a reflector is the one shell beside the pure STAMP code.
    @Test
    void pureCodeHoldsNoClock() {
        noClasses().that().resideInAnyPackage(PURE).and()
                .resideOutsideOfPackage("dev.picket.model.time..").and()
                .doNotHaveSimpleName("ReflectorService").should()
                .dependOnClassesThat().areAssignableTo(Clock.class).check(CLASSES);
    }

    @Test
    void theModelSeesNothingElse() {
        noClasses().that().resideInAPackage("dev.picket.model..").should().dependOnClassesThat()
                .resideOutsideOfPackages("dev.picket.model..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theDetectorSeesTheModelOnly() {
        noClasses().that().resideInAPackage("dev.picket.detector..").should()
                .dependOnClassesThat().resideOutsideOfPackages("dev.picket.detector..",
                        "dev.picket.model..", "java..", "org.jspecify..",
                        "org.apache.commons.math3..")
                .check(CLASSES);
    }

    @Test
    void siblingsDoNotSeeEachOther() {
        apart("probes", "detector", "alerting", "dashboards", "simulation", "app");
        apart("alerting", "probes", "detector", "dashboards", "simulation", "app");
        apart("dashboards", "probes", "detector", "alerting", "simulation", "app");
        apart("simulation", "dashboards", "app");
        apart("platform", "probes", "detector", "alerting", "dashboards", "simulation", "app");
    }

    @Test
    void onlyTheAppWritesToTheTerminal() {
        noClasses().that().resideOutsideOfPackages("dev.picket.app..", "dev.picket.testing..")
                .should().accessField(System.class, "out").orShould()
                .accessField(System.class, "err").check(CLASSES);
    }

    @Test
    void nobodyUsesTheJdksOwnLogger() {
        noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..")
                .check(CLASSES);
    }

    private static void apart(String module, String... others) {
        for (String other : others) {
            noClasses().that().resideInAPackage("dev.picket." + module + "..").should()
                    .dependOnClassesThat().resideInAPackage("dev.picket." + other + "..")
                    .allowEmptyShould(true).check(CLASSES);
        }
    }

    private static DescribedPredicate<JavaCall<?>> clockOrRandom() {
        return DescribedPredicate.describe("read a clock or an unseeded random source", call -> {
            String name = call.getTargetOwner().getName() + "." + call.getTarget().getName();
            boolean unseeded = call.getTargetOwner().isEquivalentTo(Random.class)
                    && call.getTarget().getName().equals("<init>")
                    && call.getTarget().getRawParameterTypes().isEmpty();
            return CLOCK_CALLS.contains(name) || unseeded;
        });
    }

    private static DescribedPredicate<JavaClass> outside() {
        return DescribedPredicate.describe("are of the outside", type -> {
            String name = type.getName();
            boolean address = name.equals("java.net.InetSocketAddress")
                    || name.startsWith("java.net.Inet") || name.equals("java.net.URI");
            return (name.startsWith("java.net.") && !address)
                    || name.startsWith("java.nio.channels.") || name.startsWith("io.netty.")
                    || name.startsWith("org.quartz.") || name.startsWith("io.micrometer.")
                    || name.startsWith("java.sql.");
        });
    }
}
