package org.espalier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.StringWrapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every source file is formatted by google-java-format, AOSP style.
 *
 * <p>The formatter parses with the compiler of the JVM that it runs in. Maven may run on JDK 17,
 * which does not know the language that we write, so the check runs here, on the JDK that compiles.
 * {@link #main} formats the files in place.
 */
class SourceStyleTest {
    private static final Path SOURCES = Path.of("src");

    @Test
    void everySourceFileIsFormatted() throws Exception {
        assertEquals(List.of(), unformatted(), "run: mvn -q test-compile exec:exec@format");
    }

    /** Formats all sources in place. */
    public static void main(String[] args) throws Exception {
        for (Path file : unformatted()) {
            Files.writeString(file, formatted(file));
        }
    }

    private static List<Path> unformatted() throws Exception {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !isFormatted(file))
                    .toList();
        }
    }

    private static boolean isFormatted(Path file) {
        try {
            return Files.readString(file).equals(formatted(file));
        } catch (IOException | FormatterException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private static String formatted(Path file) throws IOException, FormatterException {
        JavaFormatterOptions aosp =
                JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build();
        Formatter formatter = new Formatter(aosp);
        String source = formatter.formatSourceAndFixImports(Files.readString(file));
        return StringWrapper.wrap(source, formatter);
    }
}
