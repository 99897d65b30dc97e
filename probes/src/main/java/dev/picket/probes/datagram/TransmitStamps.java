package dev.picket.probes.datagram;

import dev.picket.model.time.MonotonicInstant;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which datagram a transmit stamp of a socket belongs to.
///
/// With `SOF_TIMESTAMPING_OPT_ID` the kernel numbers a socket's datagrams from 0, and a stamp on
/// the error queue carries its datagram's number; so the listeners of the newest datagrams are kept
/// by number. Whether a datagram that was refused took a number depends on where it was refused and
/// on the kernel's release: after a refusal what is sent goes unnoticed until the numbering has
/// been begun anew ([#restart]). Refused: the payload in place of a number, which makes the kernel
/// copy every packet; and a number given with each datagram (`SCM_TS_OPT_ID`), which needs Linux
/// 6.13.
final class TransmitStamps {

    /// `SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE`.
    static final int RECEIVE_ONLY = 8 | 16;
    /// The same with `SOF_TIMESTAMPING_TX_SOFTWARE` and `OPT_TSONLY`, without numbers.
    private static final int WITHOUT_NUMBERS = RECEIVE_ONLY | 2 | 2_048;
    /// The same with `SOF_TIMESTAMPING_OPT_ID`: numbers begin at 0 where it was not set before.
    private static final int WITH_NUMBERS = WITHOUT_NUMBERS | 128;
    /// Datagrams whose stamp is waited for; that of an older one is passed over. A driver stamps
    /// while it is handed the packet, so a batch or two wait.
    static final int WAITING_MAX = 1_024;
    private static final long NUMBER_MASK = 0xffff_ffffL;

    private @Nullable SendListener[] listeners = new SendListener[0];
    private long next;
    private boolean on;
    private boolean uncertain;

    /// Asks the kernel for transmit stamps, if that has not been done.
    void switchOn(MemorySegment state, int fd) {
        if (!on) {
            on = true;
            listeners = new SendListener[WAITING_MAX];
            restart(state, fd);
        }
    }

    boolean isOn() {
        return on;
    }

    /// A datagram left.
    void sent(SendListener listener) {
        if (on && !uncertain) {
            listeners[(int) next & (WAITING_MAX - 1)] = listener;
            next = (next + 1) & NUMBER_MASK;
        }
    }

    /// A system call sent less than it was asked to: from here on numbers are not known. Says
    /// whether they were until now.
    boolean lostCount() {
        boolean known = on && !uncertain;
        uncertain = on;
        return known;
    }

    boolean isUncertain() {
        return uncertain;
    }

    /// Forgets what is waited for and begins to number from 0. A stamp of the old numbering that
    /// comes only now could be taken for one of the new; the error queue is therefore read before.
    void restart(MemorySegment state, int fd) {
        Posix.setsockopt(state, fd, Posix.SOL_SOCKET, Posix.SO_TIMESTAMPING, WITHOUT_NUMBERS);
        int done = Posix.setsockopt(state, fd, Posix.SOL_SOCKET, Posix.SO_TIMESTAMPING,
                WITH_NUMBERS);
        Arrays.fill(listeners, null);
        next = 0;
        // A kernel that gives no numbers leaves us without transmit stamps, not without probes.
        uncertain = done < 0;
    }

    /// Datagram `number` was stamped.
    void stamped(long number, MonotonicInstant at) {
        long age = (next - number) & NUMBER_MASK;
        if (age < 1 || age > listeners.length) {
            return;
        }
        int slot = (int) number & (WAITING_MAX - 1);
        SendListener listener = listeners[slot];
        listeners[slot] = null;
        if (listener != null) {
            listener.stamped(at);
        }
    }
}
