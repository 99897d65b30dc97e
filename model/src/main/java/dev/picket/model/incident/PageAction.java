package dev.picket.model.incident;

/// What a page asks its receiver to do.
public enum PageAction {
    TRIGGER, UPDATE, RESOLVE;

    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
