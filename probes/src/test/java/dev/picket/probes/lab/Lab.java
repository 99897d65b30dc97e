package dev.picket.probes.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Runs a program in the vantage's namespace of a network `vantage - router - target`, with a STAMP
/// reflector, a WireGuard gateway and an irtt server at the target, and gives what it printed. In
/// user, network, mount and process namespaces of its own: no root, and nothing survives its end.
final class Lab {

    static final String TARGET = "10.81.2.2";
    static final String VANTAGE = "10.81.1.2";
    static final int REFLECTOR_PORT = 8_620;
    static final int GATEWAY_PORT = 51_820;
    static final int CLOSED_PORT = 9_999;
    static final int IRTT_PORT = 2_112;

    private static final String SCRIPT = """
            set -eu
            PATH=$PATH:/usr/sbin:/sbin
            mount -t tmpfs tmpfs /run
            mkdir -p /run/netns
            for n in vantage router target; do ip netns add $n; ip -n $n link set lo up; done
            ip link add name a0 netns vantage type veth peer name ra netns router
            ip link add name b0 netns target type veth peer name rb netns router
            ip -n vantage addr add 10.81.1.2/24 dev a0
            ip -n router addr add 10.81.1.1/24 dev ra
            ip -n target addr add 10.81.2.2/24 dev b0
            ip -n router addr add 10.81.2.1/24 dev rb
            ip -n vantage link set a0 up; ip -n router link set ra up
            ip -n router link set rb up; ip -n target link set b0 up
            ip -n vantage route add default via 10.81.1.1
            ip -n target route add default via 10.81.2.1
            ip netns exec router sysctl -qw net.ipv4.ip_forward=1
            for n in router target; do
              ip netns exec $n sysctl -qw net.ipv4.icmp_ratelimit=0
            done
            if command -v irtt >/dev/null; then
              ip netns exec target irtt server -b 10.81.2.2:2112 -i 0 >/run/irtt.log 2>&1 &
            fi
            java() { ip netns exec "$1" "$JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \\
              --enable-native-access=ALL-UNNAMED -cp "$CLASSES" "$2" "$3"; }
            eval "$SERVICES"
            java target dev.picket.probes.lab.ReflectorMain - > /run/reflector.log 2>&1 &
            for _ in $(seq 100); do grep -q ready /run/reflector.log && break; sleep 0.1; done
            java vantage "$1" "$2"
            """;

    private final Path folder;
    private final long limitSeconds;
    private final String services;

    /// @param folder where what is printed is kept
    /// @param limitSeconds for the whole run
    Lab(Path folder, long limitSeconds) {
        this(folder, limitSeconds, "");
    }

    /// @param services what else is started at the target, in the words of the shell
    Lab(Path folder, long limitSeconds, String services) {
        this.folder = folder;
        this.limitSeconds = limitSeconds;
        this.services = services;
    }

    /// The lines `main` printed with `argument`, each as its `name=value` pairs.
    List<Map<String, String>> run(Class<?> main, String argument)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("unshare", "--user", "--map-root-user", "--net",
                "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "bash", "-c", SCRIPT,
                "lab", main.getName(), argument).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA",
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().put("SERVICES", services);
        builder.environment().put("CLASSES", System.getProperty("java.class.path"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(limitSeconds, TimeUnit.SECONDS)).as("ended: %s",
                    Files.readString(output)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as("%s", Files.readString(output)).isZero();
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(output)) {
            if (line.startsWith("case=")) {
                rows.add(row(line));
            }
        }
        assertThat(rows).as("%s", Files.readString(output)).isNotEmpty();
        return rows;
    }

    private static Map<String, String> row(String line) {
        Map<String, String> row = new TreeMap<>();
        for (String pair : line.split(" ", -1)) {
            int equals = pair.indexOf('=');
            row.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return row;
    }
}
