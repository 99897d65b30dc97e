package dev.picket.probes.stamp;

import java.nio.ByteBuffer;
import java.util.Optional;

/// A reflector's answer to the extensions of a request (RFC 8972 §4). The request's octets are
/// copied and changed in place, so that the answer is never longer.
///
/// @param signer checks and makes the HMAC extension; where there is none, it is not recognised
/// @param authenticated whether extensions need one
record TlvReflection(Optional<StampSigner> signer, boolean authenticated) {

    /// What the reflector knows of the request.
    ///
    /// @param trafficClass the octet of the IP header; negative where not known
    /// @param arrived packets of the session received, this one included
    /// @param answered packets of the session answered, this one included
    record Facts(int trafficClass, long arrived, long answered) {}

    /// The octets that will follow the base packet of `base` octets in the answer.
    static int bytes(ByteBuffer request, int base) {
        int from = request.position() + base;
        TlvSpans spans = TlvSpans.of(request, from);
        return (spans.malformedAt() < 0 ? spans.end() : request.limit()) - from;
    }

    /// Copies the extensions of `request` into `reply`, both from `base` octets on, and answers
    /// them. The reply's sequence number is final.
    void reflect(ByteBuffer request, ByteBuffer reply, int base, Facts facts) {
        int bytes = reply.limit() - base;
        if (bytes == 0) {
            return;
        }
        reply.put(base, request, request.position() + base, bytes);
        TlvSpans spans = TlvSpans.of(reply, base);
        if (!isIntact(request, reply, base, spans)) {
            for (int at : spans.starts()) {
                flag(reply, at, StampTlv.flagsAt(reply, at) | StampTlv.INTEGRITY_FAILED);
            }
            return;
        }
        int hmacAt = spans.hmacAt(reply);
        answer(reply, spans, facts);
        if (hmacAt >= 0) {
            signer.ifPresent(own -> reply.put(hmacAt + StampTlv.HEADER_BYTES,
                    own.tagOfExtensions(reply, base, hmacAt)));
        }
    }

    private boolean isIntact(ByteBuffer request, ByteBuffer reply, int base, TlvSpans spans) {
        if (!spans.hasHmac(reply)) {
            return !authenticated || spans.isOnePadding(reply);
        }
        if (signer.isEmpty()) {
            return true;
        }
        int at = spans.hmacAt(reply);
        int from = request.position() + base;
        return at >= 0 && StampSigner.isTagAt(reply, at + StampTlv.HEADER_BYTES,
                signer.get().tagOfExtensions(request, from, from + at - base));
    }

    /// The first malformed one ends it: what follows is copied as it came.
    private void answer(ByteBuffer reply, TlvSpans spans, Facts facts) {
        for (int at : spans.starts()) {
            int flags = answer(reply, at, spans.read(reply, at), facts);
            flag(reply, at, flags);
            if (flags == StampTlv.MALFORMED) {
                return;
            }
        }
        if (spans.malformedAt() >= 0) {
            flag(reply, spans.malformedAt(), StampTlv.MALFORMED);
        }
    }

    private int answer(ByteBuffer reply, int at, StampTlv tlv, Facts facts) {
        int value = at + StampTlv.HEADER_BYTES;
        return switch (tlv) {
            case StampTlv.ExtraPadding _ -> 0;
            case StampTlv.TimestampInformation _ -> {
                StampTlv.TimestampInformation.answer(reply, value);
                yield 0;
            }
            case StampTlv.ClassOfService _ -> {
                if (facts.trafficClass < 0) {
                    yield StampTlv.UNRECOGNIZED;
                }
                StampTlv.ClassOfService.answer(reply, value, facts.trafficClass);
                yield 0;
            }
            case StampTlv.DirectMeasurement _ -> {
                StampTlv.DirectMeasurement.answer(reply, value, facts.arrived, facts.answered);
                yield 0;
            }
            case StampTlv.Hmac _ -> signer.isPresent() ? 0 : StampTlv.UNRECOGNIZED;
            case StampTlv.Unknown _ -> StampTlv.UNRECOGNIZED;
            case StampTlv.Malformed _ -> StampTlv.MALFORMED;
        };
    }

    private static void flag(ByteBuffer packet, int at, int flags) {
        packet.put(at, (byte) flags);
    }
}
