package org.espalier.report.compare;

import org.espalier.base.Plurals;

import java.util.Locale;
import java.util.ResourceBundle;

/** The words of comparisons, from {@code i18n/messages.properties}. */
final class ReportTexts {
    private final ResourceBundle bundle = ResourceBundle.getBundle("i18n.messages", Locale.ROOT);

    /** A text with its {@code %s} filled in; numbers come formatted already. */
    String get(String key, Object... arguments) {
        return Plurals.fill(bundle.getString(key), arguments);
    }
}
