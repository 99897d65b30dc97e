package dev.picket.probes.tunnel;

import java.nio.ByteBuffer;
import java.util.Optional;

/// The resolver behind a gateway of tests.
final class FarResolver {

    private static final int FLAGS_AT = 2;
    private static final int ANSWERS_AT = 6;
    private static final int HEADER_BYTES = 12;

    /// Of the answers.
    int code;
    boolean truncated;
    /// Without records where empty.
    Optional<Ipv6Address> address = Optional.of(FarEnd.GATEWAY);
    /// Before each true answer comes one under another number.
    boolean silent;

    Optional<byte[]> byUdp(Ipv6Packet asked) {
        Udp6.Ports ports = Udp6.Ports.of(asked.payload());
        ByteBuffer question = Udp6.read(asked, ports).orElseThrow();
        return silent
                ? Optional.empty()
                : Optional.of(Udp6.write(FarEnd.BACK, ports.turned(), answer(question,
                        truncated)));
    }

    byte[] answer(ByteBuffer question, boolean cut) {
        int records = address.isPresent() && !cut && code == 0 ? 2 : 0;
        ByteBuffer answer = ByteBuffer.allocate(question.limit() + (records > 0 ? 14 + 28 : 0));
        answer.put(0, question, 0, question.limit())
                .putShort(FLAGS_AT, (short) (0x8180 | code | (cut ? 0x0200 : 0)))
                .putShort(ANSWERS_AT, (short) records);
        if (records > 0) {
            // An alias comes first: `_api.internal CNAME _api.internal`.
            answer.putShort(question.limit(), (short) 0xc00c)
                    .putShort(question.limit() + 2, (short) 5)
                    .putShort(question.limit() + 4, (short) 1)
                    .putShort(question.limit() + 10, (short) 2)
                    .putShort(question.limit() + 12, (short) 0xc00c);
            int at = question.limit() + 14;
            answer.putShort(at, (short) 0xc00c).putShort(at + 2, (short) 28)
                    .putShort(at + 4, (short) 1).putShort(at + 10, (short) 16);
            address.orElseThrow().write(answer, at + HEADER_BYTES);
        }
        return answer.array();
    }
}
