package dev.picket.simulation.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.topology.Topology;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.settings.TargetSettings;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.fault.FaultEffects;
import dev.picket.simulation.fault.FaultScope;
import dev.picket.simulation.world.DemoNetwork;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopbackWorldTest {

    /// RFC 8762, section 4.2.1: an unauthenticated request has 44 octets.
    private static final int STAMP_OCTETS = 44;
    private static final int PACKETS = 2_000;
    private static final long SEED = 11;

    private final DatagramPlane plane = DatagramPlanes.open(SystemClock.system(), "test");

    @AfterEach
    void closePlane() {
        plane.close();
    }

    @Test
    void answersRealStampPacketsAndLosesThemAsTheScriptSays() throws IOException {
        Fault fault = Fault.of("half", Duration.ZERO, Duration.ofHours(1), onHost("sin-edge1"),
                FaultEffects.loss(0.5));
        try (LoopbackWorld world = open(List.of(fault))) {
            Settings settings = settings(world);

            int before = answered(settings, "sin-edge1");
            world.begin();
            int during = answered(settings, "sin-edge1");
            int elsewhere = answered(settings, "fra-edge1");

            // 2000 at a background of 0.0008: 30 lost is 22 sd off; at 0.25: mean 500, sd 19.4
            assertThat(before).as("seed %d", SEED).isBetween(PACKETS - 30, PACKETS);
            assertThat(during).as("seed %d", SEED).isBetween(403, 597);
            assertThat(elsewhere).as("seed %d", SEED).isBetween(PACKETS - 30, PACKETS);
            assertThat(world.traffic().arrived()).isEqualTo(3L * PACKETS);
        }
    }

    @Test
    void leavesPacketsFromStrangersUnansweredAndCountsThem() throws IOException {
        try (LoopbackWorld world = open(List.of());
                DatagramSocket socket = new DatagramSocket(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            socket.setSoTimeout(200);
            InetSocketAddress target = stamp(settings(world), "fra-edge1").address();
            socket.send(new DatagramPacket(new byte[STAMP_OCTETS], STAMP_OCTETS, target));

            assertThat(receives(socket)).isFalse();
            assertThat(world.traffic().strangers()).isEqualTo(1);
        }
    }

    @Test
    void givesSettingsThatWatchTheWorldOverItsOwnRoutes() throws IOException {
        try (LoopbackWorld world = open(List.of())) {
            Settings settings = settings(world);
            Topology wanted = DemoNetwork.world().topology();

            assertThat(settings.topology().routes()).isEqualTo(wanted.routes());
            Set<InetSocketAddress> addresses = settings.targets().values().stream()
                    .filter(TargetSettings.Stamp.class::isInstance)
                    .map(target -> ((TargetSettings.Stamp) target).address())
                    .collect(Collectors.toSet());
            assertThat(addresses).hasSize(24)
                    .allMatch(address -> address.getAddress().isLoopbackAddress());
            Set<String> privateKeys = settings.targets().values().stream()
                    .filter(TargetSettings.WireGuard.class::isInstance)
                    .flatMap(target -> ((TargetSettings.WireGuard) target).privateKeys().values()
                            .stream())
                    .map(secret -> secret.reveal()).collect(Collectors.toSet());
            assertThat(privateKeys).as("one key for each vantage and gateway").hasSize(144);
        }
    }

    private LoopbackWorld open(List<Fault> script) throws IOException {
        return LoopbackWorld.open(DemoNetwork.world(), script, SEED,
                new LoopbackWorld.Ground(SystemClock.system(), plane));
    }

    private static Settings settings(LoopbackWorld world) {
        return world.settings(new LoopbackSettings.Choices(Settings.Pages.NONE,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Path.of("unused.db"),
                Duration.ofSeconds(60)));
    }

    private static TargetSettings.Stamp stamp(Settings settings, String name) {
        if (settings.targets().get(name) instanceof TargetSettings.Stamp stamp) {
            return stamp;
        }
        throw new AssertionError("no STAMP target " + name);
    }

    /// How many of [#PACKETS] requests from the vantage sjc are answered.
    private static int answered(Settings settings, String target) throws IOException {
        InetAddress bind = Optional.ofNullable(settings.vantages().get("sjc")).orElseThrow()
                .bind();
        InetSocketAddress to = stamp(settings, target).address();
        int answered = 0;
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(bind, 0))) {
            for (int i = 0; i < PACKETS; i++) {
                socket.send(new DatagramPacket(new byte[STAMP_OCTETS], STAMP_OCTETS, to));
                boolean drain = i % 50 == 49;
                socket.setSoTimeout(drain ? 100 : 1);
                while (drain && receives(socket)) {
                    answered++;
                }
            }
        }
        return answered;
    }

    private static boolean receives(DatagramSocket socket) throws IOException {
        try {
            socket.receive(new DatagramPacket(new byte[STAMP_OCTETS], STAMP_OCTETS));
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    private static FaultScope onHost(String host) {
        return new FaultScope(Optional.empty(), Optional.empty(), Optional.of(host),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
