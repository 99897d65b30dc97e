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

    @Test
    void readsAPage() {
        Settings settings = valid("""
                  web:
                    kind: http
                    region: sin
                    door: edge
                    url: https://example.net/health
                    version: 2
                    status: [200-204, 404]
                    text: all is well
                    redirects: 2
                    certificateWarning: 30d
                """);

        assertThat(settings.targets().get("web")).isInstanceOfSatisfying(TargetSettings.Http.class,
                http -> {
                    assertThat(http.profile().version()).isEqualTo(HttpProfile.Version.HTTP_2);
                    assertThat(http.profile().expectedText()).isEqualTo("200-204 or 404");
                    assertThat(http.profile().expects(204)).isTrue();
                    assertThat(http.profile().expects(205)).isFalse();
                    assertThat(http.profile().text()).contains("all is well");
                    assertThat(http.profile().redirectsMax()).isEqualTo(2);
                    assertThat(http.profile().certificateWarning())
                            .isEqualTo(Duration.ofDays(30));
                });
    }

    @Test
    void namesWhatIsWrongWithAPage() {
        assertThat(problems("""
                  web: {kind: http, region: sin, url: "http://example.net", version: 2,
                        status: [2xx], redirects: 11}
                """)).containsExactly(
                "10:70: targets.web.version: HTTP/2 is agreed on in TLS; expected a url that "
                        + "begins with https://, or version 1.1",
                "11:18: targets.web.status: expected a status such as 204 or a range such as "
                        + "200-299, got `2xx`",
                "11:35: targets.web.redirects: expected a whole number from 0 to 10, got `11`");
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
