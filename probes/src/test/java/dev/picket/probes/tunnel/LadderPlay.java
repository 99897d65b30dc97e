package dev.picket.probes.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.settings.TunnelStage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/// A play with a ladder, written as octets: each tells what happens next, followed by the octets
/// that belong to it. What is missing at the end reads as zero.
final class LadderPlay {

    /// Packets of a run whatever it is told.
    private static final int PACKETS_MAX = 120;
    private static final int STEPS_MAX = 200;
    private static final int ANSWERS_MAX = 64;
    private static final int ENDING_STEPS_MAX = 64;
    private static final int GARBAGE_MAX = 120;

    private final ByteBuffer script;
    private final FarEnd farEnd = new FarEnd();
    private final Ladder ladder = new Ladder(FarEnd.target(TunnelStage.HTTP),
            new SplittableRandom(9)::nextInt);
    private final Deque<byte[]> answers = new ArrayDeque<>();
    private final MonotonicInstant deadline;
    private MonotonicInstant now = new MonotonicInstant(1_000_000_000L);
    private Turn turn;
    private boolean told;
    private int sent;

    LadderPlay(ByteBuffer script) {
        this.script = script;
        this.deadline = now.plus(Climb.BUDGET);
        this.turn = ladder.start(now, deadline);
        send();
    }

    void run() {
        for (int step = 0; step < STEPS_MAX && script.hasRemaining() && isOpen(); step++) {
            step();
        }
        for (int step = 0; step < ENDING_STEPS_MAX && isOpen(); step++) {
            expire();
        }
        Ending ending = turn.ending().orElseThrow(() -> new AssertionError("it does not end"));
        assertThat(told || ending instanceof Ending.Failed).as("good without an answer").isTrue();
        assertThat(now.isBefore(deadline.plusNanos(1))).as("it ends in time").isTrue();
        assertThat(sent).isLessThanOrEqualTo(PACKETS_MAX);
        assertThat(ladder.details()).hasSizeLessThan(16);
    }

    private boolean isOpen() {
        return turn.ending().isEmpty();
    }

    private void step() {
        switch (octet() % 8) {
            case 0 -> expire();
            case 1 -> garbage();
            case 2 -> deliver(octet(), octet());
            case 3 -> answers.pollFirst();
            case 4 -> answers.stream().findFirst().map(byte[]::clone).ifPresent(answers::addLast);
            case 5 -> pass(now.plus(Duration.ofMillis(octet())));
            default -> deliver(0, 0);
        }
    }

    /// Nobody lets a wake go by.
    private void pass(MonotonicInstant later) {
        now = later.isBefore(turn.wake()) ? later : turn.wake();
    }

    private void expire() {
        now = now.isBefore(turn.wake()) ? turn.wake() : now;
        turn = ladder.expired(now);
        send();
    }

    private void deliver(int at, int mask) {
        byte[] packet = answers.pollFirst();
        if (packet != null && now.isBefore(deadline)) {
            told = true;
            receive(mask == 0 ? packet : withOctet(packet, at, mask));
        }
    }

    /// The packet with an octet of its payload changed and its checksum made right again.
    private static byte[] withOctet(byte[] packet, int at, int mask) {
        Ipv6Packet read = Ipv6Packet.read(packet).orElseThrow();
        ByteBuffer payload = ByteBuffer.allocate(read.payload().limit())
                .put(0, read.payload(), 0, read.payload().limit());
        int place = at % payload.limit();
        payload.put(place, (byte) (payload.get(place) ^ mask));
        return Ipv6Packet.write(FarEnd.BACK, read.protocol(), payload, switch (read.protocol()) {
            case Ipv6Packet.ICMP -> 2;
            case Ipv6Packet.UDP -> 6;
            default -> 16;
        });
    }

    /// Any octets, behind a header and with a right checksum where they are long enough.
    private void garbage() {
        int protocol = new int[]{Ipv6Packet.ICMP, Ipv6Packet.UDP, Ipv6Packet.TCP, 0}[octet() % 4];
        byte[] octets = new byte[Math.min(octet() % GARBAGE_MAX, script.remaining())];
        script.get(octets);
        boolean whole = octets.length >= 20 && protocol != 0;
        receive(whole
                ? Ipv6Packet.write(FarEnd.BACK, protocol, ByteBuffer.wrap(octets),
                        protocol == Ipv6Packet.TCP ? 16 : protocol == Ipv6Packet.UDP ? 6 : 2)
                : octets);
        told = true;
    }

    private void receive(byte[] packet) {
        if (isOpen() && now.isBefore(deadline)) {
            turn = ladder.received(now, packet);
            send();
        }
    }

    private void send() {
        for (byte[] packet : turn.packets()) {
            sent++;
            ladder.sent(now, packet);
            farEnd.answers(packet).stream().limit(Math.max(0, ANSWERS_MAX - answers.size()))
                    .forEach(answers::addLast);
        }
    }

    private int octet() {
        return script.hasRemaining() ? script.get() & 0xff : 0;
    }
}
