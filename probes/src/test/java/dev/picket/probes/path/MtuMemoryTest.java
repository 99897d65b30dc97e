package dev.picket.probes.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class MtuMemoryTest {

    private static final PathMtu.BlackHole HOLE = new PathMtu.BlackHole(1_400, 1_420);
    private static final PathMtu WHOLE = new PathMtu.Whole(1_500);
    private static final PathMtu TOLD = new PathMtu.Told(1_400, InetAddress.getLoopbackAddress());

    private final MtuMemory memory = new MtuMemory();

    @Test
    void aBlackHoleIsToldOnceTwoTracesInARowShowIt() {
        assertThat(memory.observe(HOLE)).isEmpty();
        assertThat(memory.isInDoubt()).isTrue();
        assertThat(memory.observe(new PathMtu.BlackHole(1_380, 1_400))).contains(
                new MtuMemory.Change.Came(new PathMtu.BlackHole(1_380, 1_400)));
        assertThat(memory.isInDoubt()).isFalse();
        assertThat(memory.observe(HOLE)).isEmpty();
        assertThat(memory.observe(HOLE)).isEmpty();
    }

    @Test
    void aSizeThatVanishedOnceIsNone() {
        for (int i = 0; i < 3; i++) {
            assertThat(memory.observe(HOLE)).isEmpty();
            assertThat(memory.observe(WHOLE)).isEmpty();
            assertThat(memory.isInDoubt()).isFalse();
        }
    }

    @Test
    void itIsOverOnceTwoTracesShowNone() {
        memory.observe(HOLE);
        memory.observe(HOLE);

        assertThat(memory.observe(TOLD)).isEmpty();
        assertThat(memory.observe(HOLE)).isEmpty();
        assertThat(memory.observe(WHOLE)).isEmpty();
        assertThat(memory.observe(TOLD)).contains(new MtuMemory.Change.Went());
        assertThat(memory.observe(WHOLE)).isEmpty();
    }

    @Test
    void aTraceThatShowsNothingDecidesNothing() {
        memory.observe(HOLE);
        assertThat(memory.observe(new PathMtu.NoAnswer())).isEmpty();
        assertThat(memory.observe(new PathMtu.NotProbed("no socket"))).isEmpty();
        assertThat(memory.isInDoubt()).isTrue();
        assertThat(memory.observe(HOLE)).isPresent();
    }
}
