package dev.picket.model.result;

import java.util.Locale;

/// The part of packets that were lost, with how sure that is: 0 lost of 60 still allow 6 %.
///
/// @param lost packets lost
/// @param sent of this many
/// @param low lower end of the Wilson interval at 95 % (0..1)
/// @param high its upper end (0..1)
public record LossRate(int lost, int sent, double low, double high) {

    private static final double PERCENT = 100;
    /// From here on a tenth of a percent says nothing.
    private static final double WHOLE_FROM = 10;

    /// The rate of `lost` out of `sent`.
    public static LossRate of(int lost, int sent) {
        Wilson interval = Wilson.of(lost, sent);
        return new LossRate(lost, sent, interval.low(), interval.high());
    }

    /// Such as `0 of 60 lost, 0 % (0–6 %)`.
    public String text() {
        return lost + " of " + sent + " lost, " + shareText();
    }

    /// Such as `0 % (0–6 %)`; `unknown (0–100 %)` where nothing was sent.
    public String shareText() {
        String share = sent == 0 ? "unknown" : percent((double) lost / sent) + " %";
        return share + " (" + percent(low) + "–" + percent(high) + " %)";
    }

    private static String percent(double share) {
        double value = share * PERCENT;
        double tenths = Math.round(value * 10) / 10.0;
        return value >= WHOLE_FROM || tenths == Math.rint(tenths)
                ? Long.toString(Math.round(value))
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
