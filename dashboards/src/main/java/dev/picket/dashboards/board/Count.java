package dev.picket.dashboards.board;

/// Trials and the bad ones among them.
public record Count(int trials, int bad) {

    public static final Count NONE = new Count(0, 0);

    public Count plus(Count other) {
        return new Count(trials + other.trials, bad + other.bad);
    }

    public boolean isEmpty() {
        return trials == 0;
    }

    /// Bad over all trials (0..1); 0 where nothing was tried, so ask [#isEmpty] first.
    public double ratio() {
        return trials == 0 ? 0 : (double) bad / trials;
    }
}
