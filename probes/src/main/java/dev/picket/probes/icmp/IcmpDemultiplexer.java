package dev.picket.probes.icmp;

import dev.picket.probes.session.Demultiplexer;
import java.nio.ByteBuffer;

/// Tells echo replies apart by the token in their data.
public final class IcmpDemultiplexer implements Demultiplexer {

    @Override
    public long tokenOf(ByteBuffer datagram) {
        return IcmpEcho.tokenOf(datagram, true, NONE);
    }

    @Override
    public long tokenOfQuoted(ByteBuffer quoted) {
        return IcmpEcho.tokenOf(quoted, false, NONE);
    }
}
