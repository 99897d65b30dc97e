package dev.picket.probes.path;

import java.net.InetAddress;

/// The longest IP packet that passes to the target and back, by what was seen.
public sealed interface PathMtu {

    /// Nothing was sent.
    record NotProbed(String why) implements PathMtu {}

    /// The target answers no echo, so that nothing can be said.
    record NoAnswer() implements PathMtu {}

    /// Everything this machine's interface takes passes.
    ///
    /// @param bytes the longest packet tried
    record Whole(int bytes) implements PathMtu {}

    /// A router said what its next link takes.
    record Told(int bytes, InetAddress by) implements PathMtu {}

    /// Packets of `vanish` octets vanish and nobody says why, those of `pass` octets pass.
    record BlackHole(int pass, int vanish) implements PathMtu {}
}
