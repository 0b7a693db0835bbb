package org.espalier.compress;

import org.espalier.base.UserFacingException;
import org.espalier.compress.Params.Param;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the parameters of a method are called, what they may be, and how to make the record from
 * what a user wrote.
 *
 * <p>Read from the {@link Params} record, so that a parameter is declared once. Components are
 * booleans, integers, floating-point numbers, strings or enums (spelled in lower case); one marked
 * {@code @Nullable} may be left out.
 *
 * @param <P> the record
 * @param fields in the record's order
 */
public record ParamsSchema<P extends Params>(Class<P> type, List<Field> fields) {
    /**
     * One parameter.
     *
     * @param name as recipes and options spell it
     * @param type of the record's component
     * @param byDefault value if the user says nothing, as YAML spells it; empty if there is none
     * @param optional whether it may be left out although it has no default
     * @param min smallest number allowed
     * @param max largest number allowed
     * @param unit for labels; empty for none
     * @param help one sentence
     * @param allowed every value of an enum, a boolean or a choice of strings; empty for other
     *     types
     */
    public record Field(
            String name,
            Class<?> type,
            String byDefault,
            boolean optional,
            double min,
            double max,
            String unit,
            String help,
            List<String> allowed) {

        /** What a user may write, in words, such as {@code a number from 0 to 1}. */
        public String range() {
            if (!allowed.isEmpty()) {
                return String.join(", ", allowed);
            }
            if (type == String.class) {
                return "a text";
            }
            String kind = isInteger() ? "a whole number" : "a number";
            String low = Double.isInfinite(min) ? "" : " from " + plain(min);
            String high = Double.isInfinite(max) ? "" : " up to " + plain(max);
            return kind + low + high + (unit.isEmpty() ? "" : " (" + unit + ")");
        }

        private boolean isInteger() {
            return type == int.class || type == Integer.class || isLong();
        }

        private boolean isLong() {
            return type == long.class || type == Long.class;
        }

        /**
         * The value that a user means.
         *
         * @throws UserFacingException naming what may be, if that is not allowed
         */
        public Object parse(Object written) {
            String text = written.toString().strip();
            if (!allowed.isEmpty()) {
                return choice(text);
            }
            return type == String.class ? written.toString() : number(text);
        }

        private Object choice(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            if (!allowed.contains(lower)) {
                throw refused(text);
            }
            if (type == String.class) {
                return lower;
            }
            if (!type.isEnum()) {
                return Boolean.valueOf(lower);
            }
            return type.getEnumConstants()[allowed.indexOf(lower)];
        }

        private Object number(String text) {
            try {
                BigDecimal value = new BigDecimal(text);
                if (value.doubleValue() >= min && value.doubleValue() <= max) {
                    return boxed(value);
                }
            } catch (ArithmeticException | NumberFormatException e) {
                throw refused(text);
            }
            throw refused(text);
        }

        private Object boxed(BigDecimal value) {
            if (isLong()) {
                return value.longValueExact();
            }
            if (isInteger()) {
                return value.intValueExact();
            }
            boolean single = type == float.class || type == Float.class;
            return single ? (Object) value.floatValue() : value.doubleValue();
        }

        private UserFacingException refused(String text) {
            return UserFacingException.badInput(
                    "The parameter \"%s\" is \"%s\". Give %s%s."
                            .formatted(name, text, allowed.isEmpty() ? "" : "one of: ", range()));
        }

        private static String plain(double value) {
            return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        }
    }

    /** Reads the parameters that a record declares. */
    public static <P extends Params> ParamsSchema<P> of(Class<P> type) {
        return new ParamsSchema<>(
                type, Arrays.stream(type.getRecordComponents()).map(ParamsSchema::field).toList());
    }

    /**
     * Makes the record.
     *
     * @param values by name, as YAML or options give them; null stands for left out
     * @throws UserFacingException naming the parameter, what was given and what may be, if a name
     *     is unknown, a value missing or not allowed
     */
    public P build(Map<String, ? extends @Nullable Object> values) {
        for (String name : values.keySet()) {
            if (fields.stream().noneMatch(field -> field.name().equals(name))) {
                throw unknown(name);
            }
        }
        return instantiate(fields.stream().map(field -> value(field, values)).toArray());
    }

    /** The values of a record that are not its defaults, by name, as {@link #build} takes them. */
    public static Map<String, String> written(Params params) {
        Map<String, String> values = new LinkedHashMap<>();
        for (RecordComponent component : params.getClass().getRecordComponents()) {
            Field field = field(component);
            Object value = read(component, params);
            if (value != null) {
                String text = field.allowed().isEmpty() ? value.toString() : lower(value);
                if (!text.equals(field.byDefault())) {
                    values.put(field.name(), text);
                }
            }
        }
        return values;
    }

    private static String lower(Object value) {
        String name = value instanceof Enum<?> choice ? choice.name() : value.toString();
        return name.toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object read(RecordComponent component, Params params) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(params);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object value(
            Field field, Map<String, ? extends @Nullable Object> values) {
        Object written = values.get(field.name());
        if (written != null) {
            return field.parse(written);
        }
        if (!field.byDefault().isEmpty()) {
            return field.parse(field.byDefault());
        }
        if (field.optional()) {
            return null;
        }
        throw UserFacingException.badInput(
                "The parameter \"%s\" is missing. Give %s.".formatted(field.name(), field.range()));
    }

    private P instantiate(@Nullable Object[] arguments) {
        Class<?>[] types = fields.stream().map(Field::type).toArray(Class<?>[]::new);
        try {
            Constructor<P> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof UserFacingException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private UserFacingException unknown(String name) {
        String known = String.join(", ", fields.stream().map(Field::name).toList());
        return UserFacingException.badInput(
                "There is no parameter \"%s\". Parameters: %s."
                        .formatted(name, known.isEmpty() ? "none" : known));
    }

    private static Field field(RecordComponent component) {
        Param param = component.getAnnotation(Param.class);
        if (param == null) {
            throw new IllegalArgumentException(component + " has no @Param");
        }
        return new Field(
                component.getName(),
                component.getType(),
                param.byDefault(),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                param.min(),
                param.max(),
                param.unit(),
                param.help(),
                allowed(component.getType()));
    }

    private static List<String> allowed(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return List.of("true", "false");
        }
        if (!type.isEnum()) {
            return List.of();
        }
        return Arrays.stream(type.getEnumConstants())
                .map(value -> ((Enum<?>) value).name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
