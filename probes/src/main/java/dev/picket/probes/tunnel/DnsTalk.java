package dev.picket.probes.tunnel;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/// The question by TCP: each message after its length in two octets (RFC 1035 §4.2.2). It is the
/// one thing flyctl waits for before it calls a tunnel usable.
final class DnsTalk implements Talk {

    private final TunnelTarget target;
    private final int id;
    private Optional<Ipv6Address> address = Optional.empty();

    DnsTalk(TunnelTarget target, int id) {
        this.target = target;
        this.id = id;
    }

    /// The address that was answered, once one was.
    Optional<Ipv6Address> address() {
        return address;
    }

    @Override
    public Ipv6Packet.Flow flow() {
        return target.to(target.resolver());
    }

    @Override
    public int port() {
        return DnsUdpRung.PORT;
    }

    @Override
    public byte[] request() {
        byte[] question = DnsMessage.question(id, target.name());
        return ByteBuffer.allocate(Short.BYTES + question.length)
                .putShort((short) question.length).put(question).array();
    }

    @Override
    public Optional<Ending> judged(byte[] answer) {
        ByteBuffer bytes = ByteBuffer.wrap(answer);
        if (answer.length < Short.BYTES
                || answer.length - Short.BYTES < (bytes.getShort(0) & 0xffff)) {
            return Optional.empty();
        }
        Optional<DnsMessage.Answer> read = DnsMessage.read(
                bytes.slice(Short.BYTES, bytes.getShort(0) & 0xffff), id, target.name());
        address = read.flatMap(DnsAnswers::address);
        return Optional.of(read.map(found -> DnsAnswers.judged(found, target.name()))
                .orElseGet(() -> DnsAnswers.failed("what came by TCP is no answer to it")));
    }

    @Override
    public Map<String, String> details() {
        return address.map(found -> Map.of("tunnelAddress", found.toString())).orElse(Map.of());
    }
}
