package dev.picket.dashboards.grafana;

/// Recording and alerting rules for a Prometheus that scrapes Picket. They watch Picket itself and
/// repeat its incidents; the first page never depends on them.
final class PrometheusRules {

    static final String YAML = """
            groups:
              - name: picket-ratios
                rules:
                  - record: kind:picket_probe_failed:ratio_rate5m
                    expr: |
                      sum without (src, dst, outcome) (rate(picket_probe_attempts_total{outcome="failed"}[5m]))
                        / (sum without (src, dst, outcome) (rate(picket_probe_attempts_total{outcome=~"good|failed"}[5m])) > 0)
                  - record: dst:picket_probe_packets_lost:ratio_rate5m
                    expr: |
                      sum without (src, kind) (rate(picket_probe_packets_lost_total[5m]))
                        / (sum without (src, kind) (rate(picket_probe_packets_total[5m])) > 0)
                  - record: region:picket_machine_create_success:ratio_increase1h
                    expr: |
                      sum without (outcome) (increase(picket_machine_create_attempts_total{outcome="good"}[1h]))
                        / (sum without (outcome) (increase(picket_machine_create_attempts_total{outcome=~"good|failed"}[1h])) > 0)
              - name: picket-alerts
                rules:
                  - alert: PicketIncidentOpen
                    expr: picket_incident_open{severity=~"major|critical"} > 0
                    labels: {severity: warning}
                    annotations:
                      summary: Picket has an incident open.
                      description: 'Incident {{ $labels.id }} ({{ $labels.severity }}): provider {{ $labels.provider }}, region {{ $labels.region }}.'
                  - alert: PicketSourceSilent
                    expr: time() - (picket_probe_last_result_timestamp_seconds > 0) > 120
                    for: 1m
                    labels: {severity: warning}
                    annotations:
                      summary: A source of probes is silent.
                      description: 'Nothing came from {{ $labels.src }} for {{ $value | humanizeDuration }}; what it watches is not watched.'
                  - alert: PicketPageNotAccepted
                    expr: sum without (reason) (increase(picket_page_attempts_total{reason!="accepted"}[5m])) > 3
                    labels: {severity: critical}
                    annotations:
                      summary: Pages are not being accepted.
                      description: 'Sink {{ $labels.sink }} did not accept {{ $value | humanize }} tries in five minutes.'
                  - alert: PicketDropsReplies
                    expr: rate(picket_prober_receive_drops_total[5m]) > 0
                    for: 5m
                    labels: {severity: info}
                    annotations:
                      summary: The prober's own kernel drops replies.
                      description: 'At {{ $labels.vantage }}; raise net.core.rmem_max and the receive buffer.'
                  - alert: PicketStatusPageOld
                    expr: picket_statuspage_age_seconds > 30
                    for: 1m
                    labels: {severity: critical}
                    annotations:
                      summary: The public status page is no longer drawn.
                      description: 'It is {{ $value | humanizeDuration }} old.'
            """;

    private PrometheusRules() {}
}
