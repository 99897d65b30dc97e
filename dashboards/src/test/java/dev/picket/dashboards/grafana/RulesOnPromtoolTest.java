package dev.picket.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.testing.Peer;
import dev.picket.testing.RequiresPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the exported rules make of a written course of values, by promtool's own evaluation.
@RequiresPeer({Peer.PROMETHEUS})
class RulesOnPromtoolTest {

    /// 1,250,000 s are 14 days, 11 hours and some. What one vantage is shown of `web` expires
    /// then; `api` is renewed in time.
    private static final String COURSE = """
            rule_files: [RULES]
            evaluation_interval: 1m
            tests:
              - interval: 1m
                input_series:
                  - series: 'picket_certificate_expiry_seconds{src="sjc",target="web"}'
                    values: '1250000x1440'
                  - series: 'picket_certificate_expiry_seconds{src="fra",target="web"}'
                    values: '1260000x1440'
                  - series: 'picket_certificate_expiry_seconds{src="fra",target="api"}'
                    values: '1250000x600 9000000x840'
                alert_rule_test:
                  - eval_time: 11h
                    alertname: PicketCertificateExpiresSoon
                    exp_alerts: []
                  - eval_time: 12h
                    alertname: PicketCertificateExpiresSoon
                    exp_alerts:
                      - exp_labels: {severity: info, target: web}
                        exp_annotations:
                          summary: A certificate expires soon.
                          description: 'That of web in 13d 23h 13m 20s; renew it.'
            """;

    @TempDir
    Path folder;

    @Test
    void aCertificateThatExpiresSoonIsTold() throws Exception {
        Path rules = DashboardExport.writeTo(folder).getLast();
        Path course = folder.resolve("course.yml");
        Files.writeString(course, COURSE.replace("RULES", "'" + rules + "'"));

        assertThat(RealPrometheus.complaints("", "test", "rules", course.toString())).isEmpty();
    }
}
