package dev.picket.probes.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.probes.session.NetworkError;
import dev.picket.probes.session.Refusal;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MtuBookTest {

    private static final InetAddress ROUTER = InetAddress.ofLiteral("10.81.1.1");

    private final MtuBook book = new MtuBook(5, false);

    /// Sends every size; those up to `passes` come back.
    private void round(int passes) {
        for (int size : book.sizes()) {
            book.sent(size);
            if (size <= passes) {
                ByteBuffer reply = book.packet(size);
                assertThat(reply.remaining()).isEqualTo(size - 20);
                book.reply(reply.put(0, (byte) 0));
            }
        }
    }

    private void rounds(int passes) {
        for (int i = 0; i < MtuBook.TRIES; i++) {
            round(passes);
        }
    }

    private void tooBig(int size, int mtu) {
        book.error(new NetworkError(Refusal.TOO_BIG, Optional.of(ROUTER), mtu),
                book.packet(size));
    }

    @Test
    void everythingPasses() {
        rounds(1_500);
        assertThat(book.verdict()).isEqualTo(new PathMtu.Whole(1_500));
    }

    @Test
    void aRouterSaysWhatItsLinkTakes() {
        rounds(1_400);
        for (int size : book.sizes()) {
            if (size > 1_400) {
                tooBig(size, 1_400);
            }
        }
        assertThat(book.verdict()).isEqualTo(new PathMtu.Told(1_400, ROUTER));
    }

    @Test
    void whatVanishesWithoutAWordIsABlackHole() {
        rounds(1_400);
        assertThat(book.verdict()).isEqualTo(new PathMtu.BlackHole(1_400, 1_420));
    }

    @Test
    void aNarrowerLinkBehindTheOneThatSpokeIsABlackHoleToo() {
        rounds(1_280);
        tooBig(1_500, 1_492);
        assertThat(book.verdict()).isEqualTo(new PathMtu.BlackHole(1_280, 1_340));
    }

    @Test
    void aSizeLostOnceOrTwiceHasNotVanished() {
        round(1_280);
        round(1_280);
        round(1_500);
        assertThat(book.verdict()).isEqualTo(new PathMtu.Whole(1_500));
    }

    @Test
    void whatOurOwnInterfaceDoesNotTakeSaysNothingOfThePath() {
        for (int size : book.sizes()) {
            if (size > 1_420) {
                book.refused(size);
            }
        }
        rounds(1_420);
        assertThat(book.verdict()).isEqualTo(new PathMtu.Whole(1_420));
    }

    @Test
    void aTargetThatAnswersNoEchoSaysNothing() {
        rounds(0);
        assertThat(book.verdict()).isEqualTo(new PathMtu.NoAnswer());
    }
}
