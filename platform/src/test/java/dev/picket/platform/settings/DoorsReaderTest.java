package dev.picket.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.topology.PathClass;
import dev.picket.platform.settings.SettingsReader.Reading;
import dev.picket.platform.yaml.Problem;
import dev.picket.platform.yaml.SecretSource;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DoorsReaderTest {

    private static final SecretSource NO_SECRETS = new SecretSource() {
        @Override
        public Optional<String> environment(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> file(String path) {
            return Optional.empty();
        }
    };
    private static final String HEAD = """
            network:
              providers: {arelion: {}}
              regions:
                sin: {providers: [arelion], hosts: [sin-edge1]}
                sjc: {providers: [arelion]}
            vantages:
              sjc: {region: sjc, bind: 10.81.1.2}
            allow: [10.81.0.0/16, "fdaa::/16"]
            targets:
            """;

    @Test
    void readsATcpPortWithItsDoor() {
        Settings settings = valid("""
                  db:
                    kind: tcp
                    region: sin
                    host: sin-edge1
                    door: flycast
                    address: db.internal:5432
                    resolver: "[fdaa::3]:53"
                    budgets: {connect: 1s}
                """);

        assertThat(settings.targets().get("db")).isInstanceOfSatisfying(TargetSettings.Tcp.class,
                tcp -> {
                    assertThat(tcp.endpoint()).isEqualTo(new Endpoint("db.internal", 5432));
                    assertThat(tcp.target().door()).contains(PathClass.FLYCAST);
                    assertThat(tcp.resolver()).hasValueSatisfying(
                            server -> assertThat(server.getPort()).isEqualTo(53));
                    assertThat(tcp.budgets().connect()).isEqualTo(Duration.ofSeconds(1));
                    assertThat(tcp.budgets().tls()).isEqualTo(StageBudgets.DEFAULT.tls());
                });
    }

    @Test
    void allowsTheRangesThatAreNamed() {
        Settings settings = valid("""
                  db: {kind: tcp, region: sin, address: "203.0.113.7:443"}
                """);

        assertThat(settings.addresses().denial(InetAddress.ofLiteral("fdaa:0:1::2"))).isEmpty();
        assertThat(settings.addresses().denial(InetAddress.ofLiteral("10.82.0.1"))).isPresent();
    }

    @Test
    void namesWhatIsWrongAndTheNearestDoor() {
        assertThat(problems("""
                  db: {kind: tcp, region: sin, door: flicast, address: "db.internal"}
                """)).containsExactly(
                "10:38: targets.db.door: unknown door `flicast`, did you mean `flycast`?",
                "10:56: targets.db.address: expected a name or address with port such as "
                        + "example.net:443, 203.0.113.7:443 or [2001:db8::7]:443, got "
                        + "`db.internal`");
    }

    static Settings valid(String targets) {
        return switch (read(targets)) {
            case Reading.Valid(Settings settings) -> settings;
            case Reading.Invalid(var problems) -> throw new AssertionError(problems);
        };
    }

    static List<String> problems(String targets) {
        return switch (read(targets)) {
            case Reading.Valid _ -> List.of();
            case Reading.Invalid(List<Problem> problems) -> problems.stream()
                    .map(problem -> problem.line() + ":" + problem.column() + ": "
                            + problem.message())
                    .toList();
        };
    }

    private static Reading read(String targets) {
        return SettingsReader.read("picket.yaml", HEAD + targets, NO_SECRETS, Path.of("/x"));
    }
}
