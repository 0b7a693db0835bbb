package org.espalier.ui.form;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.espalier.compress.ParamsSchema.Field;
import org.espalier.ui.Texts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The fields of a form below each other: name, control, unit, help, and what is wrong. */
public final class FormView extends VBox {
    private static final double SLIDER_WIDTH = 220;
    private static final double LEAST_WIDTH = 76;

    private final FormModel form;
    private final Texts texts;

    /** A view of this form. */
    public FormView(FormModel form, Texts texts) {
        this.form = form;
        this.texts = texts;
        getStyleClass().add("form");
        form.fields().forEach(field -> getChildren().add(row(field)));
    }

    private Node row(Field field) {
        Label name = new Label(title(field));
        name.getStyleClass().add("form-name");
        HBox line = new HBox(10, name);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getChildren().addAll(controls(field));
        if (!field.unit().isEmpty()) {
            line.getChildren().add(new Label(field.unit()));
        }
        Label help = new Label(field.help() + " " + range(field));
        help.getStyleClass().add("caption");
        help.setWrapText(true);
        return new VBox(4, line, help, error(field));
    }

    private String range(Field field) {
        boolean shown = field.allowed().isEmpty() && field.type() != String.class;
        return shown ? texts.get("form.range", field.range()) : "";
    }

    private Node error(Field field) {
        Label error = new Label();
        error.setId("error-" + field.name());
        error.getStyleClass().add("form-error");
        error.setWrapText(true);
        error.textProperty().bind(form.error(field));
        error.visibleProperty().bind(form.error(field).isNotEmpty());
        error.managedProperty().bind(form.error(field).isNotEmpty());
        return error;
    }

    private List<Node> controls(Field field) {
        if (field.type() == boolean.class || field.type() == Boolean.class) {
            return List.of(named(checkBox(field), field));
        }
        if (!field.allowed().isEmpty()) {
            return List.of(named(choice(field), field));
        }
        // A slider cannot show that nothing was chosen.
        boolean bounded = Double.isFinite(field.min()) && Double.isFinite(field.max());
        return bounded && !field.optional()
                ? List.of(slider(field), named(text(field, 5), field))
                : List.of(named(text(field, 12), field));
    }

    private static Control named(Control control, Field field) {
        control.setId("field-" + field.name());
        control.setAccessibleText(title(field));
        control.setAccessibleHelp(field.help());
        return control;
    }

    /** {@code maxTokens} as {@code Max tokens}. */
    private static String title(Field field) {
        String spaced = field.name().replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    private CheckBox checkBox(Field field) {
        CheckBox box = new CheckBox();
        box.setSelected(Boolean.parseBoolean(form.value(field).get()));
        box.selectedProperty().subscribe(on -> form.value(field).set(Boolean.toString(on)));
        return box;
    }

    private ChoiceBox<String> choice(Field field) {
        ChoiceBox<String> box = new ChoiceBox<>();
        List<String> items = new ArrayList<>(field.allowed());
        if (field.optional()) {
            items.addFirst("");
        }
        box.getItems().setAll(items);
        box.setConverter(new Named(items, texts));
        box.valueProperty().bindBidirectional(form.value(field));
        return box;
    }

    private TextField text(Field field, int columns) {
        TextField text = new TextField();
        text.setPrefColumnCount(columns);
        text.setMinWidth(LEAST_WIDTH);
        text.textProperty().bindBidirectional(form.value(field));
        return text;
    }

    private Slider slider(Field field) {
        Slider slider = new Slider(field.min(), field.max(), field.min());
        slider.setPrefWidth(SLIDER_WIDTH);
        slider.setBlockIncrement((field.max() - field.min()) / 100);
        slider.setId("slider-" + field.name());
        slider.setAccessibleText(title(field));
        form.value(field)
                .subscribe(
                        now -> {
                            if (form.error(field).get().isEmpty() && !now.isBlank()) {
                                slider.setValue(new BigDecimal(now.strip()).doubleValue());
                            }
                        });
        slider.valueProperty()
                .addListener(
                        (o, before, now) -> {
                            if (slider.isValueChanging() || slider.isFocused()) {
                                form.value(field).set(Long.toString(Math.round(now.doubleValue())));
                            }
                        });
        return slider;
    }

    /** Values by their names, where they have one. */
    private static final class Named extends StringConverter<String> {
        private final List<String> values;
        private final Texts texts;

        Named(List<String> values, Texts texts) {
            this.values = List.copyOf(values);
            this.texts = texts;
        }

        @Override
        public String toString(String value) {
            return value.isEmpty()
                    ? texts.get("form.unset")
                    : texts.find("form.value." + value).orElse(value);
        }

        @Override
        public String fromString(String text) {
            return values.stream()
                    .filter(value -> toString(value).equals(text))
                    .findFirst()
                    .orElse(text);
        }
    }
}
