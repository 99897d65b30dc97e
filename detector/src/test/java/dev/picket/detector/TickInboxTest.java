package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TickInboxTest {

    @Test
    void talliesOfASeriesAndTickAddUpHoweverManyTrialsTheyHave() {
        TickInbox inbox = new TickInbox(3);
        inbox.add(5, 0, 20, 1);
        inbox.add(5, 0, 20, 2);
        inbox.add(5, 1, 65_535, 65_535);
        inbox.add(5, 2, 65_000, 40_000);
        inbox.add(5, 2, 1_000, 900);
        inbox.add(5, 2, 100, 1);
        inbox.add(5, 2, 1_000_000, 1_000_000);

        TickInbox.Tallies tallies = inbox.close(5);

        assertThat(tallies.trials(0)).isEqualTo(40);
        assertThat(tallies.bad(0)).isEqualTo(3);
        assertThat(tallies.trials(1)).isEqualTo(65_535);
        assertThat(tallies.bad(1)).isEqualTo(65_535);
        assertThat(tallies.trials(2)).isEqualTo(1_066_100); // 65,000 + 1,000 + 100 + 1,000,000
        assertThat(tallies.bad(2)).isEqualTo(1_040_901); // 40,000 + 900 + 1 + 1,000,000
    }

    @Test
    void aTickTakenUpAgainBeginsEmpty() {
        TickInbox inbox = new TickInbox(1);
        inbox.add(1, 0, 70_000, 7);
        inbox.done(inbox.close(1));
        inbox.add(2, 0, 20, 1);

        TickInbox.Tallies tallies = inbox.close(2);

        assertThat(tallies.trials(0)).isEqualTo(20);
        assertThat(tallies.bad(0)).isEqualTo(1);
    }
}
