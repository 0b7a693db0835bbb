package org.espalier.ui.form;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.espalier.base.UserFacingException;
import org.espalier.compress.ParamsSchema.Field;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is filled into a form, as text by field, and what is wrong with it. */
public final class FormModel {
    private final List<Field> fields;
    private final Map<String, StringProperty> values = new LinkedHashMap<>();
    private final Map<String, ReadOnlyStringWrapper> errors = new LinkedHashMap<>();
    private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper(true);

    /**
     * A form of these fields.
     *
     * @param given values to begin with; a field that is not in it begins with its default
     */
    public FormModel(List<Field> fields, Map<String, String> given) {
        this.fields = List.copyOf(fields);
        for (Field field : fields) {
            String value = given.getOrDefault(field.name(), field.byDefault());
            values.put(field.name(), new SimpleStringProperty(value));
            errors.put(field.name(), new ReadOnlyStringWrapper(""));
        }
        for (Field field : fields) {
            value(field).subscribe(now -> check());
        }
    }

    private void check() {
        boolean all = true;
        for (Field field : fields) {
            String wrong = wrong(field, text(field));
            error(field.name()).set(wrong);
            all &= wrong.isEmpty();
        }
        valid.set(all);
    }

    private static String wrong(Field field, String text) {
        if (text.isBlank() && (field.optional() || !field.byDefault().isEmpty())) {
            return "";
        }
        try {
            field.parse(text);
            return "";
        } catch (UserFacingException e) {
            return e.getMessage();
        }
    }

    /** The fields in their order. */
    public List<Field> fields() {
        return fields;
    }

    /** What stands in a field. */
    public StringProperty value(Field field) {
        return Objects.requireNonNull(values.get(field.name()), field.name());
    }

    private String text(Field field) {
        return Objects.requireNonNullElse(value(field).get(), "");
    }

    /** What is wrong in a field, in a sentence; empty if nothing is. */
    public ReadOnlyStringProperty error(Field field) {
        return error(field.name()).getReadOnlyProperty();
    }

    private ReadOnlyStringWrapper error(String name) {
        return Objects.requireNonNull(errors.get(name), name);
    }

    /** Whether nothing is wrong. */
    public ReadOnlyBooleanProperty valid() {
        return valid.getReadOnlyProperty();
    }

    /**
     * What was filled in, by field, as {@code ParamsSchema.build} takes it; blank ones left out.
     */
    public Map<String, String> values() {
        Map<String, String> filled = new LinkedHashMap<>();
        for (Field field : fields) {
            if (!text(field).isBlank()) {
                filled.put(field.name(), text(field).strip());
            }
        }
        return filled;
    }
}
