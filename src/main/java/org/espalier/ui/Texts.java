package org.espalier.ui;

import org.espalier.base.Plurals;

import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** The texts of the window, from {@code i18n/messages.properties}. */
public final class Texts {
    private final ResourceBundle bundle = ResourceBundle.getBundle("i18n.messages", Locale.ROOT);

    /** A text with its {@code %s} filled in; numbers come formatted already. */
    public String get(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return arguments.length == 0 ? pattern : Plurals.fill(pattern, arguments);
    }

    /** A text that need not be there. */
    public Optional<String> find(String key) {
        return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
    }
}
