package org.espalier.base;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file aside and renames it into place, so that its final name holds either the old or the
 * new content, never half of one.
 */
public final class WholeFile {
    private WholeFile() {}

    /** Fills the file at the path that it is given. */
    @FunctionalInterface
    public interface Writer {
        /** Writes the whole content to {@code aside}. */
        void write(Path aside) throws IOException;
    }

    /**
     * Writes {@code target} through a temporary file in the same folder, which is made if missing.
     *
     * @throws UserFacingException if writing fails; the old file, if any, is left as it was
     */
    public static void write(Path target, Writer writer) {
        Path absolute = target.toAbsolutePath();
        Path aside = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try {
            Files.createDirectories(absolute.getParent());
            writer.write(aside);
            move(aside, absolute);
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "Could not write %s: %s. Free some space or choose another folder."
                            .formatted(target, reason(e)),
                    e);
        } finally {
            deleteQuietly(aside);
        }
    }

    /** Writes text as UTF-8. */
    public static void writeString(Path target, String text) {
        write(target, aside -> Files.writeString(aside, text));
    }

    /**
     * Writes text as UTF-8 and waits until the disk has it, so that a power cut right after cannot
     * leave an empty file under the final name.
     */
    public static void writeDurably(Path target, String text) {
        write(
                target,
                aside -> {
                    Files.writeString(aside, text);
                    try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                        channel.force(true);
                    }
                });
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteQuietly(Path aside) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            aside.toFile().deleteOnExit();
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
