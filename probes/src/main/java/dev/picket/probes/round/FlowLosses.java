package dev.picket.probes.round;

import java.util.StringJoiner;

/// What each flow of a round lost. A broken member of a group of equal paths (ECMP) loses all
/// packets of some flows and none of the others.
final class FlowLosses {

    private final int[] sent;
    private final int[] lost;

    FlowLosses(int flows) {
        sent = new int[flows];
        lost = new int[flows];
    }

    /// Counts a packet sent by `flow`.
    void add(int flow, boolean isLost) {
        sent[flow]++;
        lost[flow] += isLost ? 1 : 0;
    }

    /// The flows that lost everything where another did not, such as `flow 2 of 4 lost 5 of 5`;
    /// empty where there is none.
    String silentFlows() {
        StringJoiner text = new StringJoiner(", ");
        int alive = 0;
        for (int flow = 0; flow < sent.length; flow++) {
            if (sent[flow] > 0 && lost[flow] == sent[flow]) {
                text.add("flow " + (flow + 1) + " of " + sent.length + " lost " + lost[flow]
                        + " of " + sent[flow]);
            } else {
                alive += sent[flow];
            }
        }
        return alive == 0 ? "" : text.toString();
    }

    /// Each flow's losses in order, such as `0 of 5, 5 of 5`.
    String all() {
        StringJoiner text = new StringJoiner(", ");
        for (int flow = 0; flow < sent.length; flow++) {
            text.add(lost[flow] + " of " + sent[flow]);
        }
        return text.toString();
    }
}
