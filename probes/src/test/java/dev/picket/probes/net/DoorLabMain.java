package dev.picket.probes.net;

import dev.picket.model.time.Clock;
import dev.picket.platform.settings.DnsProfile;
import dev.picket.platform.settings.Endpoint;
import dev.picket.platform.settings.HttpProfile;
import dev.picket.platform.settings.StageBudgets;
import dev.picket.probes.dns.DnsProbe;
import dev.picket.probes.http.HttpProbe;
import dev.picket.probes.run.AsyncProbe;
import dev.picket.probes.tcp.TcpProbe;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Probes through each door from a process of its own inside a lab; prints one `door=what was seen`
/// line for each. With `descriptors` as its argument it uses up its descriptors first.
public final class DoorLabMain {

    private static final String HERE = "127.0.0.1";
    private static final int PORT = 8_080;
    /// Where the firewall of the lab drops what is sent.
    private static final int DROPPED_PORT = 8_081;
    /// A connection is tried again after a second.
    private static final Duration CONNECT = Duration.ofMillis(1_500);

    private DoorLabMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean exhausts = "descriptors".equals(arguments[0]);
        try (DoorRuns runs = new DoorRuns();
                ServerSocket server = new ServerSocket(PORT, 50, InetAddress.ofLiteral(HERE))) {
            Clock clock = DoorRuns.clock();
            AsyncProbe good = tcp(HERE + ":" + server.getLocalPort(), Optional.empty(), clock);
            List<String> lines = new ArrayList<>();
            lines.add("before=" + DoorRuns.failure(runs.run(good)));
            loadAll();
            List<FileInputStream> taken = exhausts ? takeAll() : List.of();
            lines.addAll(together(runs, doors(clock)));
            for (FileInputStream each : taken) {
                each.close();
            }
            lines.add("after=" + DoorRuns.failure(runs.run(good)));
            lines.forEach(System.out::println);
        }
    }

    private static List<String> together(DoorRuns runs, Map<String, AsyncProbe> doors)
            throws InterruptedException {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (Map.Entry<String, AsyncProbe> door : doors.entrySet()) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    lines.add(door.getKey() + "="
                            + DoorRuns.failure(runs.run(door.getValue())));
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return lines;
    }

    private static Map<String, AsyncProbe> doors(Clock clock) {
        InetSocketAddress dropped = new InetSocketAddress(InetAddress.ofLiteral(HERE),
                DROPPED_PORT);
        Lookup.Way way = Lookup.Way.from(target().bind(), Optional.empty());
        Map<String, AsyncProbe> doors = new LinkedHashMap<>();
        doors.put("tcp", tcp(HERE + ":" + DROPPED_PORT, Optional.empty(), clock));
        doors.put("http", new HttpProbe(target(), new HttpProbe.Asked(
                HttpProfile.of(URI.create("http://" + HERE + ":" + DROPPED_PORT + "/")), way),
                Trust.system(), clock));
        for (DnsProfile.Transport transport : DnsProfile.Transport.values()) {
            doors.put("dns/" + transport.label(), new DnsProbe(target(),
                    new DnsProfile(dropped, transport, "www.example.net", "A", List.of(),
                            Optional.empty(), Optional.empty()),
                    Trust.system(), new DnsProbe.Source(clock, () -> 7)));
        }
        doors.put("name", tcp("web.example.net:443", Optional.of(dropped), clock));
        return doors;
    }

    private static DoorTarget target() {
        return DoorRuns.target(new StageBudgets(CONNECT, CONNECT, CONNECT, CONNECT, CONNECT,
                CONNECT), DoorRuns.LONG);
    }

    private static AsyncProbe tcp(String endpoint, Optional<InetSocketAddress> resolver,
            Clock clock) {
        return new TcpProbe(target(), Endpoint.parse(endpoint).orElseThrow(),
                Lookup.Way.from(target().bind(), resolver), clock);
    }

    /// Loads what is in folders: once no descriptor is left, no class can be.
    private static void loadAll() throws IOException {
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            Path folder = Path.of(entry);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.map(file -> folder.relativize(file).toString())
                            .filter(name -> name.endsWith(".class"))
                            .forEach(DoorLabMain::load);
                }
            }
        }
    }

    private static void load(String file) {
        try {
            var _ = Class.forName(file.replace(".class", "").replace('/', '.'));
        } catch (ClassNotFoundException | LinkageError _) {
            // What cannot be loaded here is not needed here.
            return;
        }
    }

    /// Opens files until the kernel refuses.
    private static List<FileInputStream> takeAll() {
        List<FileInputStream> taken = new ArrayList<>();
        try {
            while (true) {
                taken.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException _) {
            return taken;
        }
    }
}
