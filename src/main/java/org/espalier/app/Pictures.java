package org.espalier.app;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * Paints the pictures of the documentation: the real program on the sample, without a display. The
 * Maven profile {@code pictures} runs it.
 */
public final class Pictures {
    private Pictures() {}

    /**
     * Paints into the folder {@code arguments[0]}, as large as {@code arguments[1]} says, such as
     * {@code 1440x900}.
     */
    public static void main(String[] arguments) {
        int[] size = Arrays.stream(arguments[1].split("x")).mapToInt(Integer::parseInt).toArray();
        new Program()
                .pictures(Path.of(arguments[0]).toAbsolutePath(), size[0], size[1])
                .forEach(System.out::println);
        System.exit(0);
    }
}
