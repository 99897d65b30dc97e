package dev.picket.simulation.scorecard;

import java.util.List;
import java.util.Locale;

/// A scorecard as one HTML page that needs nothing beside it: no script, no other file, light and
/// dark by the reader's own setting.
public final class ScorecardPage {

    private static final String STYLE = """
            :root{color-scheme:light dark;--line:#8884;--ink:light-dark(#16202a,#e6edf3);
            --paper:light-dark(#fff,#0f151b);--good:light-dark(#0a6b33,#6fd597);
            --bad:light-dark(#a3211f,#ff9a94)}
            body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);
            max-width:64rem;margin:2rem auto;padding:0 1rem}
            h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.5rem}
            .wide{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem;width:100%}
            th,td{padding:.3rem .6rem;border-bottom:1px solid var(--line);text-align:right;
            font-variant-numeric:tabular-nums;vertical-align:top}
            th:first-child,td:first-child{text-align:left}
            td.quiet{opacity:.75}.holds{color:var(--good)}.fails{color:var(--bad);font-weight:600}
            svg{width:100%;height:auto;font:13px system-ui,sans-serif}svg text{fill:var(--ink)}
            .grid{stroke:var(--line)}polyline,svg line{fill:none;stroke-width:2}
            svg line.grid{stroke-width:1}circle{stroke:none}
            .c0{stroke:var(--k0)}.c1{stroke:var(--k1)}.c2{stroke:var(--k2)}
            .c3{stroke:var(--k3)}.c4{stroke:var(--k4)}.c5{stroke:var(--k5)}
            circle.c0{fill:var(--k0)}circle.c1{fill:var(--k1)}circle.c2{fill:var(--k2)}
            circle.c3{fill:var(--k3)}circle.c4{fill:var(--k4)}circle.c5{fill:var(--k5)}
            :root{--k0:light-dark(#0b5cad,#6cb6ff);--k1:light-dark(#a3471a,#ffab70);
            --k2:light-dark(#20713c,#7ee2a8);--k3:light-dark(#7a3ea8,#d2a8ff);
            --k4:light-dark(#8a6500,#e3c04d);--k5:light-dark(#5c6770,#b0bac4)}
            """;

    private ScorecardPage() {}

    public static String of(Scorecard card) {
        long barred = card.rows().stream().filter(row -> row.holds().isPresent()).count();
        long held = card.rows().stream().filter(row -> row.holds().orElse(false)).count();
        StringBuilder page = new StringBuilder(
                "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
                        + "<meta name='viewport' content='width=device-width,initial-scale=1'>"
                        + "<title>Picket's scorecard</title><style>");
        page.append(STYLE).append("</style></head><body><main><h1>Picket's scorecard</h1><p>")
                .append(String.format(Locale.ROOT,
                        "%d of %d bars reached; %s effort, seed %d. Intervals are 95 %%.", held,
                        barred, escape(card.effort().name()), card.seed()))
                .append("</p>");
        for (Exhibit exhibit : card.exhibits()) {
            if (exhibit instanceof Exhibit.Plot plot) {
                page.append("<h2>").append(escape(plot.title())).append("</h2>")
                        .append(PlotSvg.of(plot));
            }
        }
        card.sections().forEach(section -> measures(page, section,
                card.rows().stream().filter(row -> row.section().equals(section)).toList()));
        for (Exhibit exhibit : card.exhibits()) {
            if (exhibit instanceof Exhibit.Grid grid) {
                grid(page, grid);
            }
        }
        return page.append("</main></body></html>\n").toString();
    }

    private static void measures(StringBuilder page, String section, List<Row> rows) {
        page.append("<h2>").append(escape(section))
                .append("</h2><div class='wide'><table><thead><tr><th scope='col'>measure</th>"
                        + "<th scope='col'>value</th><th scope='col'>95 %</th>"
                        + "<th scope='col'>n</th><th scope='col'>hold</th>"
                        + "<th scope='col'>stretch</th></tr></thead><tbody>");
        for (Row row : rows) {
            String unit = row.unit().isEmpty() ? "" : " " + row.unit();
            page.append("<tr><td>").append(escape(row.measure()));
            if (!row.note().isEmpty()) {
                page.append("<br><small>").append(escape(row.note())).append("</small>");
            }
            page.append("</td><td>").append(escape(Row.number(row.value()) + unit))
                    .append("</td><td class='quiet'>")
                    .append(escape(Row.number(row.interval().low()) + " to "
                            + Row.number(row.interval().high())))
                    .append("</td><td class='quiet'>").append(row.n()).append("</td>");
            bar(page, row.hold().map(Bar::text).orElse(""), row.holds().orElse(false));
            bar(page, row.stretch().map(Bar::text).orElse(""), row.stretches().orElse(false));
            page.append("</tr>");
        }
        page.append("</tbody></table></div>");
    }

    private static void bar(StringBuilder page, String text, boolean holds) {
        page.append("<td>");
        if (!text.isEmpty()) {
            page.append(escape(text)).append(holds
                    ? " <span class='holds'>holds</span>"
                    : " <span class='fails'>falls short</span>");
        }
        page.append("</td>");
    }

    private static void grid(StringBuilder page, Exhibit.Grid grid) {
        page.append("<h2>").append(escape(grid.title())).append("</h2><div class='wide'><table>");
        for (int i = 0; i < grid.cells().size(); i++) {
            String tag = i == 0 ? "th" : "td";
            page.append("<tr>");
            grid.cells().get(i).forEach(cell -> page.append('<').append(tag).append('>')
                    .append(escape(cell)).append("</").append(tag).append('>'));
            page.append("</tr>");
        }
        page.append("</table></div>");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("'", "&#39;").replace("\"", "&quot;");
    }
}
