/// ICMP echo (RFC 792, RFC 4443): packet loss and round trips to any host, without a reflector.
@NullMarked
package dev.picket.probes.icmp;

import org.jspecify.annotations.NullMarked;
