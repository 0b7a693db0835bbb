package org.espalier.compress;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the record of a method's parameters.
 *
 * <p>Each component is one parameter, described by {@link Param}. From the record come the wizard
 * page, the recipe's YAML, its validation and the reference page; see {@link ParamsSchema}.
 */
public interface Params {
    /** Describes one component of a {@link Params} record. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface Param {
        /** One sentence for tooltips and the reference page. */
        String help();

        /** Value if the user says nothing, as YAML spells it; empty if there is none. */
        String byDefault() default "";

        /** Smallest number allowed. */
        double min() default Double.NEGATIVE_INFINITY;

        /** Largest number allowed. */
        double max() default Double.POSITIVE_INFINITY;

        /** Unit for labels, such as {@code %}; empty for none. */
        String unit() default "";
    }
}
