package dev.picket.probes.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The nft rules of the router, or of another namespace, from a program inside the lab.
final class Router {

    private static final Pattern COUNTER = Pattern.compile("counter packets (\\d+)");

    private final String namespace;
    private final String hook;
    private final String family;

    private Router(String namespace, String hook, String family) {
        this.family = family;
        this.namespace = namespace;
        this.hook = hook;
    }

    /// What passes the router.
    static Router forwarding() {
        return new Router("router", "forward", "ip");
    }

    /// What the vantage sends.
    static Router atVantage() {
        return new Router("vantage", "output", "ip");
    }

    /// What reaches the target by IPv6, in a tunnel.
    static Router inTunnel() {
        return new Router("target", "input", "ip6");
    }

    /// From now on `rules`, and none before.
    void rules(String... rules) throws IOException, InterruptedException {
        String table = "table " + family + " lab";
        StringBuilder text = new StringBuilder(table + "\nflush " + table + "\n" + table + " {\n"
                + " chain c {\n  type filter hook " + hook + " priority 0; policy accept;\n");
        for (String rule : rules) {
            text.append("  ").append(rule).append('\n');
        }
        run(List.of("nft", "-f", "-"), text + " }\n}\n");
    }

    /// What the rules have counted, all together.
    long counted() throws IOException, InterruptedException {
        Matcher counters = COUNTER.matcher(run(List.of("nft", "list", "table", family, "lab"), ""));
        long sum = 0;
        while (counters.find()) {
            sum += Long.parseLong(counters.group(1));
        }
        return sum;
    }

    private String run(List<String> command, String input)
            throws IOException, InterruptedException {
        List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        inside.addAll(command);
        Process process = new ProcessBuilder(inside).redirectErrorStream(true).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", inside) + ": " + said);
        }
        return said;
    }
}
