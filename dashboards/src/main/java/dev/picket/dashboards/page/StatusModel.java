package dev.picket.dashboards.page;

import java.util.List;

/// What the status page shows, already in words.
///
/// @param state `good`, `trouble` or `unknown`
/// @param data the age stamp: when the newest result was measured
/// @param weeksSvg the two-week diagram
/// @param weeksNote what the diagram holds, and how much of it is simulated
/// @param scale the ends of the scale of the Machine-create charts
public record StatusModel(String state, String headline, String detail, Stamp data, Stamp drawn,
        List<Card> open, String weeksSvg, String weeksNote, boolean simulated, List<Card> weeks,
        Scale scale, List<MachineRow> machines, Definition definition, List<Day> past,
        int quietDays) {

    public StatusModel {
        open = List.copyOf(open);
        weeks = List.copyOf(weeks);
        machines = List.copyOf(machines);
        past = List.copyOf(past);
    }

    /// An instant for people, for machines, and its age.
    public record Stamp(String text, String iso, String age) {}

    /// An incident as everyone may see it.
    ///
    /// @param tone `bad` or `worse`, for the colour beside the words
    public record Card(String id, String title, String severity, String tone, String status,
            boolean simulated, Stamp onset, String until, String lasted, String harm, String cause,
            String contrast, String regions, String stillWorks, int impact,
            List<Timeline.Entry> timeline) {

        public Card {
            timeline = List.copyOf(timeline);
        }
    }

    /// The ends of a scale, as text.
    public record Scale(String from, String to, String objective) {}

    /// Machine-create success of one region.
    ///
    /// @param state `good`, `bad` or `none`
    /// @param count such as `412 of 430`
    /// @param rate such as `95.8 %`
    /// @param interval such as `93.5–97.3`
    /// @param note what must be said beside the number
    public record MachineRow(String region, String city, String state, String stateLabel,
            String count, String rate, String interval, String chart, String age, String note) {}

    /// How Machine-create success is counted, with the exclusions and failures of the window.
    public record Definition(String window, String objective, String orchestration,
            List<Line> failures, List<Line> exclusions) {

        public Definition {
            failures = List.copyOf(failures);
            exclusions = List.copyOf(exclusions);
        }
    }

    /// A reason and how often it struck.
    public record Line(String reason, int count) {}

    /// The incidents that began on one day.
    public record Day(String name, String iso, List<Card> incidents) {

        public Day {
            incidents = List.copyOf(incidents);
        }
    }
}
