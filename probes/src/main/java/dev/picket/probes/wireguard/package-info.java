/// WireGuard as a probe speaks it: both halves of the `Noise_IKpsk2` handshake, the initiator as a
/// probe session and the responder as a gateway. Pure.
///
/// All integers on the wire are little-endian, the parts of a TAI64N stamp excepted. Sources: the
/// WireGuard paper (Donenfeld, NDSS 2017, section 5.4), the Noise Protocol Framework revision 34.
@NullMarked
package dev.picket.probes.wireguard;

import org.jspecify.annotations.NullMarked;
