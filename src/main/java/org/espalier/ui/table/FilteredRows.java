package org.espalier.ui.table;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

import org.espalier.ui.Texts;

/**
 * The rows of a table, and those of them that pass what the user typed into its filter field.
 *
 * @param <R> the rows
 */
public final class FilteredRows<R> {
    private final RowFilter<R> language;
    private final Texts texts;
    private final ObservableList<R> all = FXCollections.observableArrayList();
    private final FilteredList<R> shown = new FilteredList<>(all);
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    /** No rows yet; filters are read in this language. */
    public FilteredRows(RowFilter<R> language, Texts texts) {
        this.language = language;
        this.texts = texts;
        filter.subscribe(this::narrow);
    }

    /** While a filter is not understood, the last one that was stays. */
    private void narrow(String text) {
        try {
            shown.setPredicate(language.parse(text));
            problem.set("");
        } catch (RowFilter.Misunderstood e) {
            problem.set(texts.get(e.key(), e.what(), language.known()));
        }
    }

    /** All rows. */
    public ObservableList<R> all() {
        return all;
    }

    /** Those that pass the filter. */
    public ObservableList<R> shown() {
        return shown;
    }

    /** What the user typed. */
    public StringProperty filter() {
        return filter;
    }

    /** What is wrong with the filter; empty if nothing is. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }
}
