package dev.picket.probes.stamp;

import java.nio.ByteBuffer;
import java.util.Optional;

/// How the packets of one path are written and read: open or authenticated, with or without direct
/// measurement. One thread.
final class StampCodec {

    private static final long SEQUENCE_MASK = 0xffff_ffffL;
    private static final int MEASUREMENT_BYTES = StampTlv.HEADER_BYTES
            + StampTlv.DirectMeasurement.VALUE_BYTES;
    private static final int HMAC_BYTES = StampTlv.HEADER_BYTES + StampTlv.Hmac.VALUE_BYTES;

    private final StampLayout layout;
    private final Optional<StampSigner> signer;
    private final boolean directMeasurement;

    StampCodec(Optional<StampKey> key, boolean directMeasurement) {
        this.signer = key.map(StampSigner::new);
        this.layout = signer.isPresent() ? StampLayout.AUTHENTICATED : StampLayout.OPEN;
        this.directMeasurement = directMeasurement;
    }

    /// A reply and what its reflector counted.
    ///
    /// @param counter the number, from 0, of the packet among those of its session that reached
    ///        the reflector; its own sequence number where it sent no direct measurement
    /// @param isCopy whether that number may be ours sent back, as a stateless reflector does
    record Reading(StampPacket.Reply reply, long counter, boolean isCopy) {}

    /// The request, with `sent` packets of its session sent by then.
    ByteBuffer request(StampPacket.Request request, long sent) {
        int extensions = !directMeasurement
                ? 0
                : signer.isPresent()
                        ? MEASUREMENT_BYTES + HMAC_BYTES
                        : MEASUREMENT_BYTES;
        ByteBuffer packet = StampPacket.request(layout, request, extensions);
        if (directMeasurement) {
            int at = layout.bytes();
            StampTlv.writeHeader(packet, at, StampTlv.TYPE_DIRECT_MEASUREMENT,
                    StampTlv.DirectMeasurement.VALUE_BYTES);
            new StampTlv.DirectMeasurement(sent, 0, 0).write(packet, at + StampTlv.HEADER_BYTES);
            signer.ifPresent(own -> addHmac(packet, own));
        }
        signer.ifPresent(own -> own.sign(packet));
        return packet;
    }

    private void addHmac(ByteBuffer packet, StampSigner own) {
        int at = layout.bytes() + MEASUREMENT_BYTES;
        StampTlv.writeHeader(packet, at, StampTlv.TYPE_HMAC, StampTlv.Hmac.VALUE_BYTES);
        packet.put(at + StampTlv.HEADER_BYTES, own.tagOfExtensions(packet, layout.bytes(), at));
    }

    /// Reads a reply; empty where it is too short, or not signed under our key.
    Optional<Reading> read(ByteBuffer datagram) {
        boolean authentic = signer.isEmpty() || signer.get().isSigned(datagram);
        return authentic
                ? StampPacket.readReply(layout, datagram).map(reply -> reading(reply, datagram))
                : Optional.empty();
    }

    private Reading reading(StampPacket.Reply reply, ByteBuffer datagram) {
        Optional<StampTlv.DirectMeasurement> counted = directMeasurement
                ? measurement(StampPacket.view(datagram))
                : Optional.empty();
        // Nothing arrived is what a reflector leaves that copies what it does not understand.
        return counted.filter(counts -> counts.arrived() > 0)
                .map(counts -> new Reading(reply, counts.arrived() - 1 & SEQUENCE_MASK, false))
                .orElseGet(() -> new Reading(reply, reply.sequence(),
                        reply.sequence() == reply.senderSequence()));
    }

    /// That of a reply whose reflector understood it; signed where we have a key.
    private Optional<StampTlv.DirectMeasurement> measurement(ByteBuffer reply) {
        int from = reply.position() + layout.bytes();
        TlvSpans spans = TlvSpans.of(reply, from);
        int hmacAt = spans.hmacAt(reply);
        boolean authentic = signer.isEmpty() || (hmacAt >= 0 && StampSigner.isTagAt(reply,
                hmacAt + StampTlv.HEADER_BYTES,
                signer.get().tagOfExtensions(reply, from, hmacAt)));
        for (int at : spans.starts()) {
            if (authentic && StampTlv.flagsAt(reply, at) == 0 && spans.read(reply,
                    at) instanceof StampTlv.DirectMeasurement counts) {
                return Optional.of(counts);
            }
        }
        return Optional.empty();
    }
}
