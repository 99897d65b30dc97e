package dev.picket.dashboards.page;

import dev.picket.model.incident.Incident;
import dev.picket.model.incident.Origin;
import java.time.Instant;

/// The two-week diagram as SVG. Widths are shares, so it fits any screen without distortion.
final class TwoWeekDiagram {

    private static final int LABEL_HEIGHT = 24;
    private static final int BOX_HEIGHT = 64;
    private static final int ROW_HEIGHT = LABEL_HEIGHT + BOX_HEIGHT + 14;
    private static final int HEIGHT = TwoWeekLayout.ROWS * ROW_HEIGHT;
    private static final int GAP = 2;
    private static final double NUMERAL_WIDTH_MIN = 0.03;
    private static final int NUMERAL_HEIGHT_MIN = 14;

    private final TwoWeekLayout layout;
    private final Instant now;
    private final Markup svg = new Markup();

    private TwoWeekDiagram(TwoWeekLayout layout, Instant now) {
        this.layout = layout;
        this.now = now;
    }

    static String svg(TwoWeekLayout layout, Instant now) {
        return new TwoWeekDiagram(layout, now).draw();
    }

    private String draw() {
        svg.open("svg", "class", "weeks", "role", "group", "height", HEIGHT, "width", "100%",
                "aria-label", "Incidents of the last two weeks; the table below says the same");
        hatch();
        for (int row = 0; row < TwoWeekLayout.ROWS; row++) {
            days(row);
        }
        layout.boxes().forEach(this::box);
        return svg.close("svg").toString();
    }

    private void hatch() {
        svg.open("defs").open("pattern", "id", "hatch", "width", 6, "height", 6, "patternUnits",
                "userSpaceOnUse", "patternTransform", "rotate(45)");
        svg.empty("line", "class", "hatchline", "x1", 0, "y1", 0, "x2", 0, "y2", 6);
        svg.close("pattern").close("defs");
    }

    private void days(int row) {
        int top = row * ROW_HEIGHT;
        for (int column = 0; column < TwoWeekLayout.DAYS; column++) {
            double x = (double) column / TwoWeekLayout.DAYS;
            boolean today = layout.day(row, column).equals(Format.dayOf(now));
            svg.leaf("text", today ? "Today" : Format.shortDay(layout.day(row, column)), "class",
                    today ? "day today" : "day", "x", Markup.share(x), "y", top + 15, "dx", 1);
            svg.empty("rect", "class", "daycell", "x", Markup.share(x), "y", top + LABEL_HEIGHT,
                    "width", Markup.share(1.0 / TwoWeekLayout.DAYS), "height", BOX_HEIGHT);
        }
    }

    private void box(TwoWeekLayout.Box box) {
        Incident incident = box.incident();
        int height = BOX_HEIGHT / box.lanes();
        int top = box.row() * ROW_HEIGHT + LABEL_HEIGHT + box.lane() * height;
        int impact = IncidentWords.impact(incident);
        Object[] place = {"x", Markup.share(box.x()), "y", top + GAP / 2, "width",
                Markup.share(box.width()), "height", height - GAP, "rx", 2};
        svg.open("a", "href", "#" + incident.id());
        svg.leaf("title", describe(incident));
        rect("box impact" + impact + (incident.isOpen() ? " ongoing" : "")
                + (incident.origin() == Origin.SIMULATED ? " simulated" : ""), place);
        if (IncidentWords.isUpstream(incident.diagnosis().culprit())) {
            rect("hatched", place);
        }
        if (box.width() >= NUMERAL_WIDTH_MIN && height >= NUMERAL_HEIGHT_MIN) {
            svg.leaf("text", String.valueOf(impact), "class", "numeral", "x",
                    Markup.share(box.x() + box.width() / 2), "y", top + height / 2 + 4);
        }
        svg.close("a");
    }

    private void rect(String kind, Object... place) {
        Object[] attributes = new Object[place.length + 2];
        attributes[0] = "class";
        attributes[1] = kind;
        System.arraycopy(place, 0, attributes, 2, place.length);
        svg.empty("rect", attributes);
    }

    private String describe(Incident incident) {
        return incident.id() + ": " + IncidentWords.title(incident) + ", "
                + Format.moment(incident.diagnosis().onset().estimate()) + " UTC, "
                + Format.length(IncidentWords.length(incident, now))
                + (incident.isOpen() ? " so far" : "") + ", impact "
                + IncidentWords.impact(incident) + " of 5"
                + (incident.origin() == Origin.SIMULATED ? ", simulated" : "");
    }
}
