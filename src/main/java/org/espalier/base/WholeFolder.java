package org.espalier.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a folder of files aside and renames it into place, so that its final name never holds half
 * of one. See {@link WholeFile}.
 */
public final class WholeFolder {
    private WholeFolder() {}

    /**
     * Writes {@code target} through a temporary folder beside it.
     *
     * <p>A folder that is there already is replaced if it holds nothing but files, as one written
     * before does; a folder with folders in it is the user's work and is not.
     *
     * @param writer fills the empty folder that it is given
     * @throws UserFacingException if writing fails; the old folder, if any, is left as it was
     */
    public static void write(Path target, WholeFile.Writer writer) {
        Path absolute = target.toAbsolutePath().normalize();
        Path aside = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try {
            requireReplaceable(absolute);
            delete(aside);
            Files.createDirectories(aside);
            writer.write(aside);
            replace(absolute, aside);
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "Could not write %s: %s. Free some space or choose another folder."
                            .formatted(target, e),
                    e);
        } finally {
            deleteQuietly(aside);
        }
    }

    private static void requireReplaceable(Path target) throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean folder = Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS);
        if (!folder || entries(target).stream().anyMatch(Files::isDirectory)) {
            throw UserFacingException.badInput(
                    "%s is there already and is %s. Choose a new folder."
                            .formatted(
                                    target,
                                    folder ? "a folder with folders in it" : "not a folder"));
        }
    }

    private static void replace(Path target, Path by) throws IOException {
        Path old = target.resolveSibling("." + target.getFileName() + ".old");
        delete(old);
        if (Files.exists(target)) {
            Files.move(target, old);
        }
        Files.move(by, target);
        delete(old);
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    /** Deletes a folder of files, if it is there. */
    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            for (Path file : entries(folder)) {
                Files.delete(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
