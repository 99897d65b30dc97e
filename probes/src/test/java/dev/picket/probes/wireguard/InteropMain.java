package dev.picket.probes.wireguard;

import dev.picket.model.result.Outcome;
import dev.picket.model.time.Clock;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.session.SessionReport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// The vantage's side of the test against wireguard-go; runs as a process of its own inside the
/// test's network namespace and prints one `name=value` line per observation.
public final class InteropMain {

    private static final int PORT = 51_820;
    private static final int CLOSED_PORT = 51_899;
    private static final int FLOOD = 6_000;
    private static final int FLOOD_TRIES = 10;
    private static final int QUIET_MILLIS = 2_500;
    private static final Duration SHORT = Duration.ofMillis(600);

    private final Clock clock = SystemClock.system();
    private final Entropy entropy = Entropy.secure();
    private final Crypto crypto = Crypto.best();
    private final TimestampKeeper timestamps = new TimestampKeeper();
    private final PrivateKey own;
    private final PublicKey gateway;
    private final PresharedKey psk;
    private long token;

    private InteropMain(Path folder) throws IOException {
        own = PrivateKey.parse(Files.readString(folder.resolve("vantage.key"))).orElseThrow();
        psk = PresharedKey.parse(Files.readString(folder.resolve("psk"))).orElseThrow();
        gateway = PublicKey.parse(Files.readString(folder.resolve("gateway.pub"))).orElseThrow();
    }

    public static void main(String[] arguments) throws IOException {
        InteropMain main = new InteropMain(Path.of(arguments[0]));
        System.out.println("crypto=" + main.crypto.label());
        main.good();
        main.show("wrongPsk", main.run(PORT, main.session(PresharedKey.NONE, SHORT)));
        main.show("closedPort", main.run(CLOSED_PORT, main.session(main.psk, SHORT)));
        main.cookie();
        main.timing();
    }

    private void good() throws IOException {
        try (DatagramSocket socket = connected(PORT)) {
            SocketDriver driver = new SocketDriver(socket, clock);
            show("good", driver.run(session(psk, Duration.ofSeconds(5))));
            System.out.println("quiet=" + driver.isQuiet(QUIET_MILLIS));
        }
    }

    /// Fills the gateway's queue with initiations that only mac1 can vouch for, until it is under
    /// load and answers a true one with a cookie.
    private void cookie() throws IOException {
        Macs macs = Macs.towards(gateway);
        SessionReport report = run(PORT, session(psk, SHORT));
        for (int i = 0; i < FLOOD_TRIES && !report.details().containsKey("cookies"); i++) {
            try (DatagramSocket socket = connected(PORT)) {
                for (int j = 0; j < FLOOD; j++) {
                    byte[] junk = entropy.bytes(Layout.INITIATION_LENGTH);
                    Bytes.putInt(junk, 0, Layout.INITIATION);
                    macs.sign(junk, Layout.INIT_MAC1);
                    socket.send(new DatagramPacket(junk, junk.length));
                }
            }
            report = run(PORT, session(psk, Duration.ofSeconds(2)));
        }
        show("cookie", report);
    }

    private void timing() throws IOException {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int i = 0; i < 50; i++) {
            outcomes.merge(run(PORT, session(psk, SHORT)).outcome().label(), 1, Integer::sum);
        }
        System.out.println("fifty=" + outcomes);
    }

    private WireGuardSession session(PresharedKey shared, Duration budget) {
        InitiatorKeys keys = InitiatorKeys
                .of(crypto, own, new InitiatorKeys.Remote(gateway, shared)).orElseThrow();
        WireGuardTarget target = new WireGuardTarget("sjc", "gateway", keys, timestamps,
                AttemptSchedule.within(budget), entropy);
        return new WireGuardSession(target,
                new WireGuardSession.Run(token++, "interop", clock.wall()));
    }

    private SessionReport run(int port, WireGuardSession session) throws IOException {
        try (DatagramSocket socket = connected(port)) {
            return new SocketDriver(socket, clock).run(session);
        }
    }

    private static DatagramSocket connected(int port) throws IOException {
        DatagramSocket socket = new DatagramSocket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private void show(String name, SessionReport report) {
        String code = report.outcome() instanceof Outcome.Failed failed
                ? " " + failed.failure().code()
                : "";
        System.out.println(name + "=" + report.outcome().label() + code);
        System.out.println(name + ".details=" + new TreeMap<>(report.details()));
    }
}
