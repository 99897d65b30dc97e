package dev.picket.probes.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.Outcome;
import dev.picket.model.result.StageTiming;
import dev.picket.platform.settings.HttpProfile;
import dev.picket.platform.settings.HttpProfile.Statuses;
import dev.picket.platform.settings.HttpProfile.Version;
import dev.picket.probes.net.DoorRuns;
import dev.picket.probes.net.Lookup;
import dev.picket.probes.net.ScriptedPeer;
import dev.picket.probes.net.TestAuthority;
import dev.picket.probes.net.Trust;
import dev.picket.probes.session.SessionReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class HttpProbeTest {

    private static final DoorRuns RUNS = new DoorRuns();
    private static final TestAuthority AUTHORITY = new TestAuthority("Test Root");
    private static final String EMPTY = "Content-Length: 0\r\n\r\n";

    @AfterAll
    static void close() {
        RUNS.close();
    }

    @Test
    void passesEveryStageOfAPlainRequestByName() throws InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer(
                HttpFaultsTest.answer("200 OK\r\nContent-Length: 5\r\n\r\nhello"))) {
            SessionReport report = run(HttpProfile.of(
                    URI.create("http://localhost:" + peer.port() + "/health?deep=1")));

            assertThat(report.outcome()).isEqualTo(new Outcome.Good());
            assertThat(report.stages()).extracting(StageTiming::stage).containsExactly(
                    "name lookup", "connect", "request", "first byte", "body");
            assertThat(report.details()).containsEntry("status", "200")
                    .containsEntry("bodyBytes", "5").containsEntry("protocol", "http/1.1")
                    .containsEntry("address", "127.0.0.1");
        }
    }

    @Test
    void findsATextInABodyThatEndsWithTheConnection() throws InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer(
                HttpFaultsTest.answer("200 OK\r\n\r\nall is hello here"))) {
            assertThat(run(profile(peer, "http", Optional.of("hello"), 0)).outcome())
                    .isEqualTo(new Outcome.Good());
        }
    }

    @Test
    void anInterimAnswerIsNotTheAnswer() throws InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer(HttpFaultsTest.answer(
                "103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"))) {
            SessionReport report = run(profile(peer, "http", Optional.empty(), 0));

            assertThat(report.outcome()).isEqualTo(new Outcome.Good());
            assertThat(report.details()).containsEntry("status", "204");
        }
    }

    @Test
    void whatIsExpectedIsGoodWhateverItIs() throws InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer(HttpFaultsTest.answer("404 No\r\n" + EMPTY))) {
            HttpProfile standard = profile(peer, "http", Optional.empty(), 0);

            assertThat(run(new HttpProfile(standard.url(), standard.version(),
                    List.of(new Statuses(200, 204), new Statuses(404, 404)), Optional.empty(), 0,
                    Optional.empty(), standard.certificateWarning())).outcome())
                    .isEqualTo(new Outcome.Good());
        }
    }

    @Test
    void seesTheCertificateAndSaysThatItExpiresSoon() throws IOException, InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer(
                HttpFaultsTest.listening(AUTHORITY.server("127.0.0.1",
                        Duration.ofDays(5).plusHours(1)), "http/1.1"),
                HttpFaultsTest.answer("200 OK\r\n" + EMPTY))) {
            HttpProfile profile = profile(peer, "https", Optional.empty(), 0);
            SessionReport report = run(profile);
            SessionReport again = run(profile);

            assertThat(report.outcome()).isEqualTo(new Outcome.Good());
            assertThat(report.stages()).extracting(StageTiming::stage).containsExactly("connect",
                    "TLS handshake", "request", "first byte", "body");
            assertThat(report.details()).containsEntry("certificateDaysLeft", "5")
                    .containsEntry("warning", "CERT_EXPIRES_SOON")
                    .containsEntry("protocol", "http/1.1");
            assertThat(again.details()).containsEntry("certificateDaysLeft", "5");
        }
    }

    @Test
    void aCertificateWithTimeLeftIsNotWarnedOf() throws IOException, InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer(
                HttpFaultsTest.listening(AUTHORITY.server("127.0.0.1", Duration.ofDays(90)),
                        "http/1.1"),
                HttpFaultsTest.answer("200 OK\r\n" + EMPTY))) {
            assertThat(run(profile(peer, "https", Optional.empty(), 0)).details())
                    .containsKey("certificateExpiresAt").doesNotContainKey("warning");
        }
    }

    @Test
    void speaksHttp2WhereItIsAgreedOn() throws IOException, InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer(
                HttpFaultsTest.listening(AUTHORITY.server("127.0.0.1", Duration.ofDays(90)),
                        "h2"),
                (socket, scripted) -> {
                    Http2Frames.ok(socket, Http2Frames.answerSettings(socket));
                    scripted.hang();
                })) {
            SessionReport report = run(profile(peer, "https", Optional.empty(), 0));

            assertThat(report.outcome()).isEqualTo(new Outcome.Good());
            assertThat(report.details()).containsEntry("protocol", "h2")
                    .containsEntry("status", "200");
            assertThat(report.stages()).extracting(StageTiming::stage).containsExactly("connect",
                    "TLS handshake", "request", "first byte", "body");
        }
    }

    @Test
    void http2AloneIsAFailureWhereItIsNotOffered() throws IOException, InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer(
                HttpFaultsTest.listening(AUTHORITY.server("127.0.0.1", Duration.ofDays(90))),
                HttpFaultsTest.answer("200 OK\r\n" + EMPTY))) {
            HttpProfile standard = profile(peer, "https", Optional.empty(), 0);

            assertThat(DoorRuns.failure(run(new HttpProfile(standard.url(), Version.HTTP_2,
                    standard.expected(), Optional.empty(), 0, Optional.empty(),
                    standard.certificateWarning())))).isEqualTo("HTTP_VERSION at 2/5");
        }
    }

    @Test
    void followsRedirectsAndTimesEach() throws InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer((socket, scripted) -> HttpFaultsTest
                .answer(scripted.accepted() == 1
                        ? "302 Found\r\nLocation: /next\r\n" + EMPTY
                        : "200 OK\r\n" + EMPTY)
                .play(socket, scripted))) {
            SessionReport report = run(profile(peer, "http", Optional.empty(), 1));

            assertThat(report.outcome()).isEqualTo(new Outcome.Good());
            assertThat(report.stages()).extracting(StageTiming::stage).containsExactly("connect",
                    "request", "first byte", "body", "redirect 1: connect", "redirect 1: request",
                    "redirect 1: first byte", "redirect 1: body");
        }
    }

    @Test
    void aLoopOfRedirectsEnds() throws InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer(HttpFaultsTest
                .answer("301 Moved\r\nLocation: /\r\n" + EMPTY))) {
            assertThat(DoorRuns.failure(run(profile(peer, "http", Optional.empty(), 3))))
                    .isEqualTo("HTTP_REDIRECTS_TOO_MANY at 4/4");
            assertThat(peer.accepted()).isEqualTo(4);
        }
    }

    @Test
    void aRedirectNeverLeadsToADeniedAddressOrOutOfHttp() throws InterruptedException {
        for (String location : List.of("http://169.254.169.254/latest/meta-data/",
                "http://[::ffff:10.0.0.1]/", "gopher://127.0.0.1/", "file:///etc/passwd")) {
            try (ScriptedPeer peer = new ScriptedPeer(HttpFaultsTest
                    .answer("302 Found\r\nLocation: " + location + "\r\n" + EMPTY))) {
                assertThat(DoorRuns.failure(run(profile(peer, "http", Optional.empty(), 3))))
                        .as(location).startsWith("HTTP_REDIRECT_DENIED at ");
            }
        }
    }

    private static HttpProfile profile(ScriptedPeer peer, String scheme, Optional<String> text,
            int redirects) {
        HttpProfile standard = HttpProfile.of(
                URI.create(scheme + "://127.0.0.1:" + peer.port()));
        return new HttpProfile(standard.url(), standard.version(), standard.expected(), text,
                redirects, Optional.empty(), standard.certificateWarning());
    }

    private static SessionReport run(HttpProfile profile) throws InterruptedException {
        Trust trust = AUTHORITY.trust();
        return RUNS.run(new HttpProbe(DoorRuns.target(DoorRuns.LONG),
                new HttpProbe.Asked(profile, Lookup.Way.from(InetAddress.ofLiteral("0.0.0.0"),
                        Optional.empty())),
                trust, DoorRuns.clock()));
    }
}
