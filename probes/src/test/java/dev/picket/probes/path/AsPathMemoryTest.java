package dev.picket.probes.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AsPathMemoryTest {

    private final AsPathMemory memory = new AsPathMemory();

    @Test
    void aPathIsKnownOnceTwoTracesAgree() {
        assertThat(memory.observe(whole(174, 64500))).isEmpty();
        assertThat(memory.isInDoubt()).isTrue();

        assertThat(memory.observe(whole(174, 64500))).contains(
                new AsPathMemory.Change(Optional.empty(), whole(174, 64500)));
        assertThat(memory.isInDoubt()).isFalse();
        assertThat(memory.observe(whole(174, 64500))).isEmpty();
    }

    @Test
    void anotherWayIsAChangeWhenTheNextTraceSaysSoToo() {
        know(whole(174, 64500));

        assertThat(memory.observe(whole(1299, 64500))).isEmpty();
        assertThat(memory.observe(whole(1299, 64500))).contains(new AsPathMemory.Change(
                Optional.of(whole(174, 64500)), whole(1299, 64500)));
    }

    @Test
    void aWayThatWaversIsNone() {
        know(whole(174, 64500));

        for (int i = 0; i < 5; i++) {
            assertThat(memory.observe(whole(1299, 64500))).isEmpty();
            assertThat(memory.observe(whole(174, 64500))).isEmpty();
        }
        assertThat(memory.observe(whole(1299, 64500))).isEmpty();
        assertThat(memory.observe(whole(3356, 64500))).isEmpty();
    }

    @Test
    void routersThatKeepSilentLeaveSystemsOutAndChangeNothing() {
        know(whole(174, 3356, 64500));
        AsPath silent = new AsPath(List.of(174L, 64500L), true, 1);
        AsPath cutOff = new AsPath(List.of(174L), false, 0);

        assertThat(memory.observe(silent)).isEmpty();
        assertThat(memory.observe(silent)).isEmpty();
        assertThat(memory.observe(cutOff)).isEmpty();
        assertThat(memory.observe(cutOff)).isEmpty();
        assertThat(memory.observe(new AsPath(List.of(), false, 3))).isEmpty();
    }

    @Test
    void aShorterWayIsAChangeWhereNobodyKeptSilent() {
        know(whole(174, 3356, 64500));

        assertThat(memory.observe(whole(174, 64500))).isEmpty();
        assertThat(memory.observe(whole(174, 64500))).isPresent();
    }

    private void know(AsPath path) {
        memory.observe(path);
        assertThat(memory.observe(path)).isPresent();
    }

    private static AsPath whole(long... asns) {
        return new AsPath(Arrays.stream(asns).boxed().toList(), true, 0);
    }
}
