package dev.picket.model.failure;

/// The closed list of our own faults: reasons why a run says nothing about path or target.
public enum LocalFaultCode {
    LOCAL_RECEIVE_DROP("this machine's kernel dropped replies at the receive buffer",
            "raise net.core.rmem_max and the receive buffer"), LOCAL_SEND_ERROR(
                    "this machine's kernel refused to send",
                    "look at the socket buffers and interfaces of this machine"), LOCAL_FIREWALL(
                            "a firewall on this machine refused the packet",
                            "allow the prober's packets in this machine's firewall"), LOCAL_NO_ROUTE(
                                    "this machine has no route to the target",
                                    "look at this machine's routing table"), LOCAL_LATE(
                                            "the run was not begun in time",
                                            "give the prober more processor time"), LOCAL_STALL(
                                                    "the prober stood still",
                                                    "give the prober more processor time"), LOCAL_CLOCK_STEP(
                                                            "this machine's wall clock stepped",
                                                            "look at this machine's time service"), LOCAL_QUEUE_FULL(
                                                                    "an internal queue was full",
                                                                    "give the prober more processor time"), LOCAL_NO_PERMISSION(
                                                                            "this process lacks a permission it needs",
                                                                            "grant it or use another probe kind"), LOCAL_CREDENTIALS(
                                                                                    "the service refused our credentials or request",
                                                                                    "check the token, the quota and the request"), LOCAL_RATE_LIMITED(
                                                                                            "the service asked us to slow down",
                                                                                            "lower the probe rate"), LOCAL_CANCELLED(
                                                                                                    "the run was cancelled because the prober is stopping",
                                                                                                    "nothing"), LOCAL_SILENT(
                                                                                                            "the vantage sent no rounds",
                                                                                                            "see whether the vantage's process runs and reaches us"), LOCAL_UPLINK(
                                                                                                                    "targets that are good from elsewhere are bad from this vantage",
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
