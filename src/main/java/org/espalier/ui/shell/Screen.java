package org.espalier.ui.shell;

import org.kordamp.ikonli.feather.Feather;

import java.util.Locale;

/** The screens, in the order of the navigation rail. */
public enum Screen {
    MODEL(Feather.SHARE_2),
    TUNE(Feather.SLIDERS),
    RECIPE(Feather.LAYERS),
    RUNS(Feather.LIST),
    COMPARE(Feather.BAR_CHART_2),
    SETTINGS(Feather.SETTINGS);

    private final Feather icon;

    Screen(Feather icon) {
        this.icon = icon;
    }

    Feather icon() {
        return icon;
    }

    /** Whether it shows the open project; the others stand at the foot and need none. */
    boolean ofProject() {
        return this != SETTINGS;
    }

    String shortcut() {
        return "Shortcut+" + (ofProject() ? ordinal() + 1 : "Comma");
    }

    String key() {
        return "screen." + name().toLowerCase(Locale.ROOT);
    }
}
