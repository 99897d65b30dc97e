package dev.picket.probes.datagram;

import java.io.IOException;

/// This process may not open such a socket. The message says what would allow it.
public final class NotPermittedException extends IOException {

    private static final long serialVersionUID = 1L;

    public NotPermittedException(String message) {
        super(message);
    }
}
