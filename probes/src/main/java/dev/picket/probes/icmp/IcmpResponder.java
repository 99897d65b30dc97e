package dev.picket.probes.icmp;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Responder;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/// The answering side of ICMP echo, as every host's kernel has it: for simulation.
public final class IcmpResponder implements Responder {

    private static final int CHECKSUM_AT = 2;

    /// Answers a request with a good checksum, octet by octet.
    @Override
    public Optional<ByteBuffer> answer(MonotonicInstant now, Instant wall, InetSocketAddress from,
            ByteBuffer request) {
        boolean asked = IcmpEcho.quotedSequence(request) >= 0
                && request.get(request.position()) == IcmpEcho.REQUEST
                && IcmpEcho.checksum(request) == 0;
        if (!asked) {
            return Optional.empty();
        }
        ByteBuffer reply = ByteBuffer.allocate(request.remaining()).put(request.duplicate())
                .flip();
        reply.put(0, (byte) IcmpEcho.REPLY).putShort(CHECKSUM_AT, (short) 0);
        return Optional.of(reply.putShort(CHECKSUM_AT, (short) IcmpEcho.checksum(reply)));
    }
}
