package dev.picket.probes.silence;

import java.util.EnumMap;
import java.util.Map;

/// How likely each sign of a witness is under each cause: the table behind [Silence].
///
/// The numbers are judgement, set by these rules and no finer than they are known:
/// - 0 only where it cannot be: a dead host opens no connection, a filtered port lets no second key
///   through, a WebSocket that stands came through its port.
/// - 1 to 5 % is coincidence: a second fault, or the fault passed before the witness was asked.
/// - A filter stands at the gateway or at our own border: the halves of `OTHER_GATEWAY`.
/// - A host that lives answers ICMP echo in three of four cases and has something on TCP 443 in
///   half; whoever has no WebSocket refuses or drops it.
/// - A closed UDP port is told by ICMP in seven of ten: a firewall may hold that back, and a
///   process that hangs keeps its port open.
/// - A key is unknown by every transport. A clock is behind for each key on its own, as a gateway
///   keeps the greatest timestamp per peer, so another key may well be heard.
/// - Cookies come only under load, before the key is looked at (WireGuard paper, 5.3).
/// - A wall clock behind a timestamp on record is an accident of two in a thousand where nothing
///   else speaks for it.
final class Likelihoods {

    /// In percent, the causes in the order of [Cause]; a sign that is not named is impossible.
    private static final String PERCENT = """
                                 filter host serv  key clock load loss own
            UDP_PORT       SILENT    95  100   30  100  100  100  100   98
            UDP_PORT       REFUSED    5    0   70    0    0    0    0    2
            WEBSOCKET_PORT GOOD       0    0   40  100  100   80    2    0
            WEBSOCKET_PORT SILENT    97  100   10    0    0   20   98   97
            WEBSOCKET_PORT REFUSED    3    0   50    0    0    0    0    3
            COOKIES        GOOD     100  100  100 99.5 99.5   15   99  100
            COOKIES        PARTLY     0    0    0  0.5  0.5   85    1    0
            BY_WEBSOCKET   GOOD      60    0    3    2    2   20   30    2
            BY_WEBSOCKET   PARTLY     2    0   40   63   63   45    5    1
            BY_WEBSOCKET   SILENT    18   97   12   15   15   15   60   92
            BY_WEBSOCKET   REFUSED   20    3   45   20   20   20    5    5
            BY_UDP         GOOD      60    0   60  0.5  0.5   10   30    2
            BY_UDP         SILENT    38  100   25 99.5 99.5   90   70   96
            BY_UDP         REFUSED    2    0   15    0    0    0    0    2
            TCP_443        GOOD      50    0   40   50   50   50   25    2
            TCP_443        SILENT    15  100   15   15   15   20   65   96
            TCP_443        REFUSED   35    0   45   35   35   30   10    2
            ICMP_ECHO      GOOD      75    0   75   75   75   65    5    0
            ICMP_ECHO      PARTLY     1    0    1    1    1   10   50    3
            ICMP_ECHO      SILENT    22   75   22   22   22   23   43   88
            ICMP_ECHO      REFUSED    2   25    2    2    2    2    2    9
            DATAGRAMS      GOOD      80    0   89   92   92   80    5    0
            DATAGRAMS      PARTLY     1    0    1    1    1   13   55    3
            DATAGRAMS      SILENT    17   95    5    5    5    5   38   92
            DATAGRAMS      REFUSED    2    5    5    2    2    2    2    5
            OTHER_GATEWAY  GOOD      50   96   96   85   40   90   89    3
            OTHER_GATEWAY  SILENT    48    3    3   14   59    9   10   95
            OTHER_GATEWAY  REFUSED    2    1    1    1    1    1    1    2
            OTHER_KEY      GOOD       0    0    0   90   50   30   20    0
            OTHER_KEY      SILENT    95  100   50   10   50   70   80   98
            OTHER_KEY      REFUSED    5    0   50    0    0    0    0    2
            OWN_CLOCK      GOOD    99.8 99.8 99.8 99.8   10 99.8 99.8 99.8
            OWN_CLOCK      REFUSED  0.2  0.2  0.2  0.2   90  0.2  0.2  0.2
            """;

    private static final Map<Witness, Map<Sign, Map<Cause, Double>>> TABLE = table();

    private Likelihoods() {}

    /// P(sign of the witness | cause).
    static double of(Witness witness, Sign sign, Cause cause) {
        return TABLE.getOrDefault(witness, Map.of()).getOrDefault(sign, Map.of())
                .getOrDefault(cause, 0.0);
    }

    private static Map<Witness, Map<Sign, Map<Cause, Double>>> table() {
        Map<Witness, Map<Sign, Map<Cause, Double>>> table = new EnumMap<>(Witness.class);
        PERCENT.lines().skip(1).map(line -> line.strip().split(" +"))
                .forEach(cells -> table
                        .computeIfAbsent(Witness.valueOf(cells[0]), _ -> new EnumMap<>(Sign.class))
                        .put(Sign.valueOf(cells[1]), shares(cells)));
        return table;
    }

    private static Map<Cause, Double> shares(String[] cells) {
        Map<Cause, Double> shares = new EnumMap<>(Cause.class);
        int cell = 2;
        for (Cause cause : Cause.values()) {
            shares.put(cause, Double.parseDouble(cells[cell++]) / 100);
        }
        return shares;
    }
}
