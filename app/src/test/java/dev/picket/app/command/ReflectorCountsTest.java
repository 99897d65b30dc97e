package dev.picket.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.stamp.StampPacket;
import dev.picket.probes.stamp.StampReflector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ReflectorCountsTest {

    private final StampReflector reflector = new StampReflector(862);
    private final ReflectorCounts counts = new ReflectorCounts("10.81.2.2:862", reflector);

    private void ask(int port, ByteBuffer request) {
        var _ = reflector.answer(new MonotonicInstant(0), Instant.EPOCH,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), request);
    }

    @Test
    void tellsWhatWasNotAnsweredByReasonAndOnlyWhatIsNew() {
        assertThat(counts.news()).isEmpty();

        ByteBuffer request = StampPacket.request(new StampPacket.Request(0, 0, 0, 1));
        ask(40_000, request);
        assertThat(counts.news()).contains("10.81.2.2:862: answered 1");
        assertThat(counts.news()).isEmpty();

        ask(53, request);
        ask(40_000, ByteBuffer.allocate(43));
        ask(40_000, ByteBuffer.allocate(0));
        for (int i = 0; i < StampReflector.BURST_MAX; i++) {
            ask(40_000, request);
        }
        assertThat(counts.news()).contains("10.81.2.2:862: answered 4,000; not answered: "
                + "2 too short, 1 from ports that answer by themselves, 1 over budget");
    }
}
