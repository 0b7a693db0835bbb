package org.espalier.ui.settings;

import org.espalier.compress.ParamsSchema.Field;
import org.espalier.project.Settings;
import org.espalier.ui.form.FormModel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One of the settings as a field of a form.
 *
 * @param shown what stands in the field
 * @param taken the settings with what was filled in; asked with what the field allows only
 */
record SettingField(
        Field field,
        Function<Settings, String> shown,
        BiFunction<Settings, String, Settings> taken) {

    /** A form in which every entry that is allowed is taken at once. */
    static FormModel form(List<SettingField> fields, SettingsViewModel settings) {
        Map<String, String> now = new HashMap<>();
        fields.forEach(f -> now.put(f.field.name(), f.shown.apply(settings.settings().get())));
        FormModel form = new FormModel(fields.stream().map(SettingField::field).toList(), now);
        fields.forEach(f -> f.follow(form, settings));
        return form;
    }

    private void follow(FormModel form, SettingsViewModel settings) {
        form.value(field)
                .subscribe(
                        text -> {
                            if (form.error(field).get().isEmpty()) {
                                settings.change(s -> taken.apply(s, text.strip()));
                            }
                        });
        settings.settings().subscribe((before, now) -> show(form, before, now));
    }

    /** What means the same stays as the user wrote it. */
    private void show(FormModel form, Settings before, Settings now) {
        boolean changed = !shown.apply(now).equals(shown.apply(before));
        boolean wrong = !form.error(field).get().isEmpty();
        if (changed && (wrong || !taken.apply(now, form.value(field).get().strip()).equals(now))) {
            form.value(field).set(shown.apply(now));
        }
    }
}
