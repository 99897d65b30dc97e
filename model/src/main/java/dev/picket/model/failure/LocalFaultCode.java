package dev.picket.model.failure;

/// The closed list of our own faults: reasons why a run says nothing about path or target.
public enum LocalFaultCode {
    /// This machine's kernel dropped replies at the receive buffer.
    LOCAL_RECEIVE_DROP("this machine's kernel dropped replies at the receive buffer",
            "raise net.core.rmem_max and the receive buffer"),
    /// This machine's kernel refused to send.
    LOCAL_SEND_ERROR("this machine's kernel refused to send",
            "look at the socket buffers and interfaces of this machine"),
    /// A firewall on this machine refused the packet.
    LOCAL_FIREWALL("a firewall on this machine refused the packet",
            "allow the prober's packets in this machine's firewall"),
    /// This machine has no route to the target.
    LOCAL_NO_ROUTE("this machine has no route to the target",
            "look at this machine's routing table"),
    /// The run was not begun in time.
    LOCAL_LATE("the run was not begun in time", "give the prober more processor time"),
    /// More runs were due in a second than may begin.
    LOCAL_START_LIMIT("more runs were due in a second than may begin",
            "raise `startsPerSecondMax` of `probes`, or probe less often"),
    /// The prober stood still.
    LOCAL_STALL("the prober stood still", "give the prober more processor time"),
    /// This machine's wall clock stepped.
    LOCAL_CLOCK_STEP("this machine's wall clock stepped", "look at this machine's time service"),
    /// An internal queue was full.
    LOCAL_QUEUE_FULL("an internal queue was full", "give the prober more processor time"),
    /// This process lacks a permission it needs.
    LOCAL_NO_PERMISSION("this process lacks a permission it needs",
            "grant it or use another probe kind"),
    /// This process may open no more sockets.
    LOCAL_DESCRIPTORS("this process may open no more sockets",
            "raise its limit of open files (ulimit -n)"),
    /// The target's address lies in a range that is not probed.
    LOCAL_ADDRESS_DENIED("the target's address lies in a range that is not probed",
            "check the address; add its range to `allow` if it is meant"),
    /// The service refused our credentials or request.
    LOCAL_CREDENTIALS("the service refused our credentials or request",
            "check the token, the quota and the request"),
    /// The service asked us to slow down.
    LOCAL_RATE_LIMITED("the service asked us to slow down", "lower the probe rate"),
    /// The run was cancelled because the prober is stopping.
    LOCAL_CANCELLED("the run was cancelled because the prober is stopping", "nothing"),
    /// The vantage sent no rounds.
    LOCAL_SILENT("the vantage sent no rounds",
            "see whether the vantage's process runs and reaches us"),
    /// Targets that are good from elsewhere are bad from this vantage.
    LOCAL_UPLINK("targets that are good from elsewhere are bad from this vantage",
            "look at this vantage's own uplink");

    private final String meaning;
    private final String nextStep;

    LocalFaultCode(String meaning, String nextStep) {
        this.meaning = meaning;
        this.nextStep = nextStep;
    }

    public String meaning() {
        return meaning;
    }

    public String nextStep() {
        return nextStep;
    }
}
