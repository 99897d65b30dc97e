package dev.picket.app.wiring;

/// Why a process that was asked to run cannot: one sentence for people, and whose fault it is.
public final class CannotStart extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean settingsAtFault;

    private CannotStart(String sentence, boolean settingsAtFault) {
        super(sentence);
        this.settingsAtFault = settingsAtFault;
    }

    /// What the settings ask for is impossible.
    public static CannotStart settings(String sentence) {
        return new CannotStart(sentence, true);
    }

    /// This machine refuses what is needed.
    public static CannotStart machine(String sentence) {
        return new CannotStart(sentence, false);
    }

    /// Whether another configuration would start here.
    public boolean settingsAtFault() {
        return settingsAtFault;
    }

    /// The sentence.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
