package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContextTest {

    private static byte history(String rounds) {
        byte history = 0;
        for (int at = 0; at < rounds.length(); at++) {
            history = Context.next(history, rounds.charAt(at) == 'x');
        }
        return history;
    }

    @Test
    void aContextIsTheLastRoundAndTheBadOnesAmongEight() {
        assertThat(Context.of(history("........"))).isEqualTo(Context.CALM);
        assertThat(Context.of(history(".......x"))).isEqualTo(7);
        assertThat(Context.of(history("......x."))).isEqualTo(1);
        assertThat(Context.of(history("x.x.x.x."))).isEqualTo(4);
        assertThat(Context.of(history("xxxxxxx."))).isEqualTo(5);
        assertThat(Context.of(history("xxxxxxxx"))).isEqualTo(11);
    }

    @Test
    void eightGoodRoundsAreCalmWhateverCameBefore() {
        assertThat(Context.of(history("xxxxxxxx........"))).isEqualTo(Context.CALM);
        assertThat(Context.of(history("xxxxxxxx......."))).isEqualTo(1);
    }
}
