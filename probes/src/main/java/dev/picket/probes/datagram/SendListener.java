package dev.picket.probes.datagram;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Refusal;

/// What became of one datagram handed to [BoundSocket#send]; on the plane's thread.
public interface SendListener {

    SendListener NONE = new SendListener() {
        @Override
        public void sent(MonotonicInstant at) {}

        @Override
        public void refused(MonotonicInstant at, Refusal refusal) {}

        @Override
        public boolean wantsStamp() {
            return false;
        }
    };

    /// It left at `at`: the clock reading taken just before the system call.
    void sent(MonotonicInstant at);

    /// The kernel refused it.
    void refused(MonotonicInstant at, Refusal refusal);

    /// The kernel's transmit stamp: it was handed to the network driver at `at`. It comes after
    /// `sent` and mostly before an answer, but may come after one, or never.
    default void stamped(MonotonicInstant at) {}

    /// Whether the kernel is to be asked for that stamp.
    default boolean wantsStamp() {
        return true;
    }
}
