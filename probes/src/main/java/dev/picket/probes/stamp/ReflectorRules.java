package dev.picket.probes.stamp;

import dev.picket.platform.net.AddressPrefix;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Whom a reflector answers, and how it counts.
///
/// @param key where there is one, only requests signed under it are answered
/// @param stateful whether it numbers the packets of each session itself; a stateless one copies
///        the sender's numbers, and its replies tell no direction (RFC 8762 §4.3)
/// @param allowed the source addresses answered; all where it is empty
public record ReflectorRules(Optional<StampKey> key, boolean stateful,
        List<AddressPrefix> allowed) {

    /// Stateful, open, for everybody.
    public static final ReflectorRules OPEN = new ReflectorRules(Optional.empty(), true, List.of());

    public ReflectorRules {
        allowed = List.copyOf(allowed);
    }

    StampLayout layout() {
        return key.isPresent() ? StampLayout.AUTHENTICATED : StampLayout.OPEN;
    }

    boolean allows(InetAddress source) {
        if (allowed.isEmpty()) {
            return true;
        }
        for (AddressPrefix prefix : allowed) {
            if (prefix.contains(source)) {
                return true;
            }
        }
        return false;
    }
}
