package dev.picket.alerting.deliver;

import dev.picket.alerting.sink.SinkRequest;

/// Puts a request to its receiver and tells how that ended.
public interface Transport extends AutoCloseable {

    /// Tries once; takes as long as the receiver does.
    Delivery deliver(SinkRequest request) throws InterruptedException;

    @Override
    void close();
}
