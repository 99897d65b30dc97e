package dev.picket.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.app.tracing.HopNetworks;
import dev.picket.model.topology.Network;
import dev.picket.model.topology.ProviderSpec;
import dev.picket.platform.json.Json;
import dev.picket.probes.path.AsnTable;
import dev.picket.probes.path.Hop;
import dev.picket.probes.path.PathMtu;
import dev.picket.probes.path.TraceReport;
import dev.picket.probes.run.PathTracer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathLinesTest {

    private static final HopNetworks NETWORKS = HopNetworks.of(table(), Network.of(
            Map.of("cogent", new ProviderSpec("cogent", OptionalLong.of(174), List.of())),
            Map.of()));
    private static final PathTracer.Seen SEEN = new PathTracer.Seen(new TraceReport(List.of(
            hop(1, 7, branch("10.0.0.1", 6, 0, 1, 2, 3)), hop(2, 7),
            hop(3, 7, branch("38.0.0.1", 4, 0, 2, 3), branch("192.0.2.1", 3, 1)),
            hop(4, 7, branch("203.0.113.9", 7, 0, 1, 2, 3))), true, 2, 0),
            new PathMtu.BlackHole(1400, 1420), 4, true);

    private static AsnTable table() {
        return AsnTable.read(List.of("38.0.0.0/8 174", "203.0.113.0/24 64500",
                "192.0.2.0/24 1299")) instanceof AsnTable.Reading.Valid(AsnTable table)
                        ? table
                        : AsnTable.EMPTY;
    }

    private static Hop hop(int distance, int sent, Hop.Branch... branches) {
        return new Hop(distance, sent, List.of(branches));
    }

    private static Hop.Branch branch(String address, int answered, Integer... flows) {
        return new Hop.Branch(InetAddress.ofLiteral(address), Set.of(flows), answered, "",
                1_500_000, 1_000_000, 1_250_000, 20_000_000);
    }

    @Test
    void aTraceIsATableOfHopsWithTheirNetworks() {
        assertThat(PathLines.table(SEEN, NETWORKS)).containsExactly(
                line("hop", "address", "network", "loss (95 %)", "sent", "last ms", "best",
                        "median",
                        "worst", "flows"),
                line("1", "10.0.0.1", "", "14 % (2.6–51 %)", "7", "1.50", "1.00", "1.25", "20.0",
                        ""),
                line("2", "no answer", "", "100 % (65–100 %)", "7", "", "", "", "", ""),
                line("3", "38.0.0.1", "cogent", "0 % (0–35 %)", "7", "1.50", "1.00", "1.25", "20.0",
                        "1 3 4"),
                line("", "192.0.2.1", "AS1299", "", "", "1.50", "1.00", "1.25", "20.0", "2"),
                line("4", "203.0.113.9", "AS64500", "0 % (0–35 %)", "7", "1.50", "1.00", "1.25",
                        "20.0", ""),
                "reached after 4 hops",
                "2 answers quote too little to be placed; --icmp places them",
                "path MTU: black hole: 1420 B vanish and nobody says why, 1400 B pass",
                "via: [cogent]");
    }

    private static String line(Object... cells) {
        return String.format("%3s  %-39s %-10s %20s %5s %8s %8s %8s %8s  %s", cells)
                .stripTrailing();
    }

    @Test
    void theDocumentHoldsTheSame() {
        assertThat(Json.write(PathLines.json(SEEN, NETWORKS))).contains("\"reached\":true",
                "\"distance\":2,\"sent\":7,\"lost\":7,\"loss\":{\"lost\":7,\"sent\":7,\"low\":0.6",
                "\"high\":1.0},\"branches\":[]",
                "\"address\":\"38.0.0.1\",\"asn\":174,\"provider\":\"cogent\","
                        + "\"flows\":[1,3,4],\"answered\":4",
                "\"via\":[\"cogent\"]", "\"code\":\"PATH_MTU_BLACK_HOLE\"");
    }

    @Test
    void onATerminalATraceIsRedrawnInItsPlace() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Terminal people = new Terminal(out, out, true);
        people.redraw(List.of("a", "b"));
        people.redrawn(List.of("c"));
        Terminal pipe = new Terminal(out, out, false);
        pipe.redraw(List.of("d"));
        pipe.redrawn(List.of("e"));

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines().toList())
                .containsExactly("a", "b", "\u001b[2A\u001b[Jc", "e");
    }
}
