package dev.picket.dashboards.board;

import dev.picket.model.result.LossRate;

/// Trials and the bad ones among them.
public record Count(int trials, int bad) {

    public static final Count NONE = new Count(0, 0);

    public Count plus(Count other) {
        return new Count(trials + other.trials, bad + other.bad);
    }

    public boolean isEmpty() {
        return trials == 0;
    }

    /// The bad share with its interval, such as `0 % (0–6 %)`.
    public String shareText() {
        return LossRate.of(bad, trials).shareText();
    }

    /// Bad over all trials (0..1); 0 where nothing was tried, so ask [#isEmpty] first.
    public double ratio() {
        return trials == 0 ? 0 : (double) bad / trials;
    }
}
